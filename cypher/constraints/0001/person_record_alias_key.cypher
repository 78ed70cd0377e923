// (:PersonRecord {alias_key})
CREATE INDEX person_record_alias_key IF NOT EXISTS
FOR (n:PersonRecord) ON (n.alias_key)
