// (:Finding)-[:CITES]->(:Death)
// The facts a finding rests on: rows of finding, fact.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (f:Death {id: row.fact})
CREATE (n)-[:CITES]->(f)
