// (:Finding)-[:ABOUT]->(:Person)
// Whom findings are about: rows of finding, subject.
UNWIND $rows AS row
MATCH (n:Finding {id: row.finding})
MATCH (s:Person {id: row.subject})
CREATE (n)-[:ABOUT]->(s)
