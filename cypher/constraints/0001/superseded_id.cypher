// (:Superseded {id})
CREATE CONSTRAINT superseded_id IF NOT EXISTS
FOR (n:Superseded) REQUIRE n.id IS UNIQUE
