// (:Finding)
// Stored findings, as far as reconciling needs them.
MATCH (n:Finding)
RETURN n.id AS id, n.rule AS rule, n.subject AS subject, n.digest AS digest, n.state AS state, n.as_of AS as_of,
  n.first_seen AS first_seen, n.months AS months,
  n.missing AS missing
