// Rows that waited in earlier runs of a delivery that has been read again: they have arrived, or wait anew.
// (:Pending)
UNWIND $rows AS row
MATCH (p:Pending {stream: row.stream, place: row.place})
WHERE p.run <> row.run
DETACH DELETE p
