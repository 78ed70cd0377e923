// Households of which nothing is left: rows of id.
// (:Household)
UNWIND $rows AS row
MATCH (h:Household {id: row.id})
OPTIONAL MATCH (h)-[r]-()
WITH h, count(r) AS ties
WHERE ties = 0
DELETE h
