// (:Run), (:Finding)
// What moves when the store is written to: runs, their batches, findings and when they were last seen.
OPTIONAL MATCH (r:Run)
WITH count(r) AS runs, sum(r.batches) AS batches
OPTIONAL MATCH (n:Finding)
RETURN runs, batches, count(n) AS findings, max(n.last_seen) AS seen
