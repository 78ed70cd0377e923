// (:Person {entity})
CREATE INDEX person_entity IF NOT EXISTS
FOR (n:Person) ON (n.entity)
