// (:Finding)
// Whole nodes.
MATCH (n:Finding)
RETURN properties(n) AS props
