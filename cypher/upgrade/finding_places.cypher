// (:Finding)-[:LISTED]->(:FindingPlace {id, by_amount, by_severity})
// Findings of an older store, which has no lists or those of counties alone, or of a backup come into the lists of their
// areas, some at a time (findings_write/places). One that is in its first prefecture's list is in all of them.
MATCH (n:Finding)
WHERE size(n.divisions) > 0
  AND NOT EXISTS { MATCH (n)-[:LISTED]->(:FindingPlace {id: substring(n.divisions[0], 0, 4) + '|' + n.id}) }
WITH n
LIMIT 2000
UNWIND n.divisions AS division
UNWIND [4, 6] AS digits
WITH DISTINCT n, substring(division, 0, digits) AS area
MERGE (p:FindingPlace {id: area + '|' + n.id})
SET p.by_amount = area + '|' + n.by_amount, p.by_severity = area + '|' + n.by_severity
MERGE (n)-[:LISTED]->(p)
RETURN count(p) AS changed
