// (:Person)-[:COVERED_BY]->(:InsuranceCover)
// New facts of subjects that are there: rows of subject, props.
UNWIND $rows AS row
MATCH (s:Person {id: row.subject})
CREATE (s)-[:COVERED_BY]->(f:InsuranceCover)
SET f = row.props
RETURN count(f) AS created
