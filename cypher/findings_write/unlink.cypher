// (:Finding)-[:ABOUT|CITES]->()
// Remove findings' citations and subjects, before they are linked again: rows of id.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})-[r:ABOUT|CITES]->()
DELETE r
