// (:Person)-[:DIED]->(:Death)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:Death {id: row.id})
MATCH ()-[was:DIED]->(f)
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (s)-[:DIED]->(f)
