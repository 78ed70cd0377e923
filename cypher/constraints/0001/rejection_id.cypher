// (:Rejection {id})
CREATE CONSTRAINT rejection_id IF NOT EXISTS
FOR (n:Rejection) REQUIRE n.id IS UNIQUE
