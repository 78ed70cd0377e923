// (:HouseholdRecord {scope})
CREATE INDEX household_record_scope IF NOT EXISTS
FOR (n:HouseholdRecord) ON (n.scope)
