// (:Household {id})
CREATE CONSTRAINT household_id IF NOT EXISTS
FOR (n:Household) REQUIRE n.id IS UNIQUE
