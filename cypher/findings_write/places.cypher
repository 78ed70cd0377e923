// (:Finding)-[:LISTED]->(:FindingPlace {id, by_amount, by_severity})
// Findings in the list of each county that they cite, with their keys behind the county's code: rows of id.
// An entry that a finding deleted by hand left behind is taken over.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})
UNWIND n.divisions AS division
WITH DISTINCT n, substring(division, 0, 6) AS county
MERGE (p:FindingPlace {id: county + '|' + n.id})
SET p.by_amount = county + '|' + n.by_amount, p.by_severity = county + '|' + n.by_severity
MERGE (n)-[:LISTED]->(p)
