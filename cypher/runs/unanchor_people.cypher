// People of whom nothing is left: rows of id.
// (:Person)
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
OPTIONAL MATCH (p)-[r]-()
WITH p, count(r) AS ties
WHERE ties = 0
DELETE p
