// (:PersonRecord {scope})
CREATE INDEX person_record_scope IF NOT EXISTS
FOR (n:PersonRecord) ON (n.scope)
