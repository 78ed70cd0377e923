// (:Doubt {id})
CREATE CONSTRAINT doubt_id IF NOT EXISTS
FOR (n:Doubt) REQUIRE n.id IS UNIQUE
