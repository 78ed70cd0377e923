// A rejected row, kept whole and sealed; the same row of the same delivery is kept once.
// (:Rejection)
UNWIND $rows AS row
MERGE (r:Rejection {id: row.id})
ON CREATE SET r += row.values
