// (:Kinship {id})
CREATE CONSTRAINT kinship_id IF NOT EXISTS
FOR (n:Kinship) REQUIRE n.id IS UNIQUE
