// (:Household)-[:PAID]->(:Payment)
// New facts of subjects that are there: rows of subject, props.
UNWIND $rows AS row
MATCH (s:Household {id: row.subject})
CREATE (s)-[:PAID]->(f:Payment)
SET f = row.props
RETURN count(f) AS created
