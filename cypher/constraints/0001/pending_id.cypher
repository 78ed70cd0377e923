// (:Pending {id})
CREATE CONSTRAINT pending_id IF NOT EXISTS
FOR (n:Pending) REQUIRE n.id IS UNIQUE
