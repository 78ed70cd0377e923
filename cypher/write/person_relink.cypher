// (:PersonRecord)-[:DESCRIBES]->(:Person)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:PersonRecord {id: row.id})
MATCH (f)-[was:DESCRIBES]->()
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (f)-[:DESCRIBES]->(s)
