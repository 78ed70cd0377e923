// (:Benefit {id})
CREATE CONSTRAINT benefit_id IF NOT EXISTS
FOR (n:Benefit) REQUIRE n.id IS UNIQUE
