// Doubts of answers that are taken back: rows of stream, division, month.
// (:Doubt)
UNWIND $rows AS row
MATCH (d:Doubt {stream: row.stream, division: row.division, month: row.month})
DETACH DELETE d
