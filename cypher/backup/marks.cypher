// (:Run), (:Finding), (:Decision)
// What moves when the store is written to: runs, their batches, findings and when they were last seen, decisions.
OPTIONAL MATCH (r:Run)
WITH count(r) AS runs, sum(r.batches) AS batches
OPTIONAL MATCH (n:Finding)
WITH runs, batches, count(n) AS findings, max(n.last_seen) AS seen
OPTIONAL MATCH (d:Decision)
RETURN runs, batches, findings, seen, count(d) AS decisions
