// (:Finding)-[:LISTED]->(:FindingPlace {id, by_amount, by_severity})
// Findings in the list of each prefecture and county that they cite, their keys behind the area's code: rows of id.
// An entry that a finding deleted by hand left behind is taken over.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})
UNWIND n.divisions AS division
UNWIND [4, 6] AS digits
WITH DISTINCT n, substring(division, 0, digits) AS area
MERGE (p:FindingPlace {id: area + '|' + n.id})
SET p.by_amount = area + '|' + n.by_amount, p.by_severity = area + '|' + n.by_severity
MERGE (n)-[:LISTED]->(p)
