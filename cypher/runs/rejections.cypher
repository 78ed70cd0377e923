// A rejected row, kept whole and sealed; the same row of the same delivery is kept once, under the last run that read it.
// (:Rejection)
UNWIND $rows AS row
MERGE (r:Rejection {id: row.id})
SET r += row.values
REMOVE r.settled_by
