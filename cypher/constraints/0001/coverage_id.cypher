// (:Coverage {id})
CREATE CONSTRAINT coverage_id IF NOT EXISTS
FOR (n:Coverage) REQUIRE n.id IS UNIQUE
