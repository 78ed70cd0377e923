// Doubts of a rejected row: its months are unknown for everyone whom it may be about.
// (:Doubt)
UNWIND $rows AS row
MERGE (d:Doubt {id: row.id})
SET d += row.values
