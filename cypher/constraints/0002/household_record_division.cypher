// (:HouseholdRecord {division})
CREATE INDEX household_record_division IF NOT EXISTS
FOR (n:HouseholdRecord) ON (n.division)
