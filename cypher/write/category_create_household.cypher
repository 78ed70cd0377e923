// (:Household)-[:HAS_CATEGORY]->(:Category)
// New facts of subjects that are there: rows of subject, props.
UNWIND $rows AS row
MATCH (s:Household {id: row.subject})
CREATE (s)-[:HAS_CATEGORY]->(f:Category)
SET f = row.props
RETURN count(f) AS created
