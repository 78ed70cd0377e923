// (:PersonRecord {id})
CREATE CONSTRAINT person_record_id IF NOT EXISTS
FOR (n:PersonRecord) REQUIRE n.id IS UNIQUE
