// (:HouseholdRecord {id})
CREATE CONSTRAINT household_record_id IF NOT EXISTS
FOR (n:HouseholdRecord) REQUIRE n.id IS UNIQUE
