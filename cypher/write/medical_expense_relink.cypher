// (:Person)-[:SPENT]->(:MedicalExpense)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:MedicalExpense {id: row.id})
MATCH ()-[was:SPENT]->(f)
DELETE was
WITH row, f
MATCH (s:Person {id: row.props.subject})
CREATE (s)-[:SPENT]->(f)
