// The doubts of months that are answered anew.
// (:Doubt)
UNWIND $rows AS row
MATCH (d:Doubt {stream: row.stream, division: row.division, month: row.month})
DETACH DELETE d
