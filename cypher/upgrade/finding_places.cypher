// (:Finding)-[:LISTED]->(:FindingPlace {id, by_amount, by_severity})
// Findings of an older store, or of a backup, come into their counties' lists, some at a time (findings_write/places).
MATCH (n:Finding)
WHERE size(n.divisions) > 0 AND NOT EXISTS { MATCH (n)-[:LISTED]->(:FindingPlace) }
WITH n
LIMIT 2000
UNWIND n.divisions AS division
WITH DISTINCT n, substring(division, 0, 6) AS county
CREATE (n)-[:LISTED]->(p:FindingPlace {id: county + '|' + n.id, by_amount: county + '|' + n.by_amount, by_severity: county + '|' + n.by_severity})
RETURN count(p) AS changed
