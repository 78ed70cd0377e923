// (:Death {id})
CREATE CONSTRAINT death_id IF NOT EXISTS
FOR (n:Death) REQUIRE n.id IS UNIQUE
