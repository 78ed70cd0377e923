// Doubts that a new answer has settled.
// (:Doubt)
UNWIND $rows AS row
MATCH (d:Doubt {id: row.id})
DETACH DELETE d
