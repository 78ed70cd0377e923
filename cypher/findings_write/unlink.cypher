// (:Finding)-[:ABOUT|CITES]->()
// What findings cited and were about, before it is linked anew: rows of id.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})-[r:ABOUT|CITES]->()
DELETE r
