// (:Finding)-[:CITES]->(:Membership)
// The facts a finding rests on: rows of finding, fact.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (f:Membership {id: row.fact})
CREATE (n)-[:CITES]->(f)
