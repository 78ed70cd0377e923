// (:Finding)-[:ABOUT]->(:Household)
// Whom findings are about: rows of finding, subject.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (s:Household {id: row.subject})
CREATE (n)-[:ABOUT]->(s)
