// (:Person)-[:RECEIVES]->(:Benefit)
// New facts of subjects that are there: rows of subject, props.
UNWIND $rows AS row
MATCH (s:Person {id: row.subject})
CREATE (s)-[:RECEIVES]->(f:Benefit)
SET f = row.props
RETURN count(f) AS created
