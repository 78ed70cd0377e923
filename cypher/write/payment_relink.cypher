// (:Person|Household)-[:PAID]->(:Payment)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:Payment {id: row.id})
MATCH ()-[was:PAID]->(f)
DELETE was
WITH row, f
OPTIONAL MATCH (p:Person {id: row.props.subject})
OPTIONAL MATCH (h:Household {id: row.props.subject})
WITH row, f, coalesce(p, h) AS s
CREATE (s)-[:PAID]->(f)
