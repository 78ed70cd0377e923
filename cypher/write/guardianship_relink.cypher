// (:Person)-[:GUARDS]->(:Kinship)-[:TO]->(:Person)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:Kinship {id: row.id})
MATCH ()-[was:GUARDS]->(f)
MATCH (f)-[to:TO]->()
DELETE was, to
WITH row, f
MATCH (s:Person {id: row.props.subject})
MATCH (o:Person {id: row.props.object})
CREATE (s)-[:GUARDS]->(f)-[:TO]->(o)
