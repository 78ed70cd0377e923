// How many rows were rejected in a run, by reason.
// (:Rejection)
MATCH (r:Rejection {run: $run})
RETURN r.reason AS reason, count(*) AS rows
ORDER BY reason
