// Rows that waited in deliveries that are taken back: rows of stream, place.
// (:Pending)
UNWIND $rows AS row
MATCH (p:Pending {stream: row.stream, place: row.place})
DETACH DELETE p
