// Deliveries whose cursor goes, so that they are read again: rows of id.
// (:Delivered)
UNWIND $rows AS row
MATCH (d:Delivered {id: row.id})
DETACH DELETE d
