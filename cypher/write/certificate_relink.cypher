// (:Person)-[:HOLDS]->(:DisabilityCertificate)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:DisabilityCertificate {id: row.id})
MATCH ()-[was:HOLDS]->(f)
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (s)-[:HOLDS]->(f)
