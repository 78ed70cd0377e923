// Answers that are taken back: rows of id.
// (:Coverage)
UNWIND $rows AS row
MATCH (c:Coverage {id: row.id})
DETACH DELETE c
