// (:Finding)-[:DECIDED]->(:Decision)
// What persons decided about findings: rows of all properties. Nothing ever changes or removes one.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
CREATE (n)-[:DECIDED]->(d:Decision)
SET d = row
