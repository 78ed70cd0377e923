// (:Finding)-[:DECIDED]->(:Decision)
// What older releases kept of a conclusion on the finding itself becomes a decision; of its evidence only months are known.
MATCH (n:Finding)
WHERE n.concluded IS NOT NULL
WITH n
LIMIT 1000
CREATE (n)-[:DECIDED]->(d:Decision {id: 'c' + substring(n.id, 1), finding: n.id, at: n.last_seen, outcome: 'confirmed'})
SET d.months = n.concluded
REMOVE n.concluded
RETURN count(n) AS changed
