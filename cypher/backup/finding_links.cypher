// (:Finding)-[:ABOUT]->(:Person|Household), (:Finding)-[:CITES]->(fact)
// What each finding is about and rests on.
MATCH (n:Finding)
RETURN n.id AS finding, [(n)-[:ABOUT]->(s) | s.id] AS about, [(n)-[:CITES]->(f) | [labels(f)[0], f.id]] AS cites
