// (:PersonRecord {division})
CREATE INDEX person_record_division IF NOT EXISTS
FOR (n:PersonRecord) ON (n.division)
