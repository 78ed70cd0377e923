// (:Person)-[:ENROLLED]->(:Enrolment)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:Enrolment {id: row.id})
MATCH ()-[was:ENROLLED]->(f)
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (s)-[:ENROLLED]->(f)
