// (:Finding)-[:CITES]->(:{LABEL})
// Citations of findings: rows of finding, fact.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (f:{LABEL} {id: row.fact})
CREATE (n)-[:CITES]->(f)
