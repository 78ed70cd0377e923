// (:Finding)
// By what findings are found in their orders.
MATCH (n:Finding)
RETURN n.by_amount AS by_amount, n.by_severity AS by_severity, n.by_first_seen AS by_first_seen,
  n.by_last_seen AS by_last_seen
