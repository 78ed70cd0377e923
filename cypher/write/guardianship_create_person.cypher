// (:Person)-[:GUARDS]->(:Kinship)-[:TO]->(:Person)
// New facts of subjects that are there: rows of subject, object, props.
UNWIND $rows AS row
MATCH (s:Person {id: row.subject})
MATCH (o:Person {id: row.object})
CREATE (s)-[:GUARDS]->(f:Kinship)-[:TO]->(o)
SET f = row.props
RETURN count(f) AS created
