// (:Rejection {raw_enc})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:Rejection)
UNWIND [['raw_enc', n.raw_enc]] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min(value[1] + ' ' + value[0] + ' ' + n.id) AS sample
