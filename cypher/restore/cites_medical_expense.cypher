// (:Finding)-[:CITES]->(:MedicalExpense)
// The facts a finding rests on: rows of finding, fact.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (f:MedicalExpense {id: row.fact})
CREATE (n)-[:CITES]->(f)
