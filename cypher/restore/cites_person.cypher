// (:Finding)-[:CITES]->(:PersonRecord)
// The facts a finding rests on: rows of finding, fact.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (f:PersonRecord {id: row.fact})
CREATE (n)-[:CITES]->(f)
