// (:Person)-[:COVERED_BY]->(:InsuranceCover)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:InsuranceCover {id: row.id})
MATCH ()-[was:COVERED_BY]->(f)
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (s)-[:COVERED_BY]->(f)
