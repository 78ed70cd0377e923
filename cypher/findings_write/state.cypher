// (:Finding {state})
// Findings with unchanged content, seen again on another day or not true any more: rows of id and values.
UNWIND $rows AS row
MATCH (n:Finding {id: row.id})
SET n += row.values
