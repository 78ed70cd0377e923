// (:HouseholdRecord {head})
CREATE INDEX household_record_head IF NOT EXISTS
FOR (n:HouseholdRecord) ON (n.head)
