// (:Finding)-[:LISTED]->(:FindingPlace {id, by_amount, by_severity})
// Findings in the list of each county that they cite, with their keys behind the county's code: rows of id.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})
UNWIND n.divisions AS division
WITH DISTINCT n, substring(division, 0, 6) AS county
CREATE (n)-[:LISTED]->(p:FindingPlace {id: county + '|' + n.id, by_amount: county + '|' + n.by_amount, by_severity: county + '|' + n.by_severity})
