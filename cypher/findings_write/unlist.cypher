// (:Finding)-[:LISTED]->(:FindingPlace)
// Take findings out of their areas' lists, before they are listed again: rows of id.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})-[:LISTED]->(p:FindingPlace)
DETACH DELETE p
