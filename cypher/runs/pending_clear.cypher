// Pending rows of earlier runs of a delivery that was read again: they have arrived, or are pending again.
// (:Pending)
UNWIND $rows AS row
MATCH (p:Pending {stream: row.stream, place: row.place})
WHERE p.run <> row.run
DETACH DELETE p
