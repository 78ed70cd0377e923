// Rows of these deliveries that waited for another stream: they are read again now.
// (:Pending)
UNWIND $rows AS row
MATCH (p:Pending {stream: row.stream, place: row.place})
DETACH DELETE p
