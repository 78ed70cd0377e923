// (:Rejection)
// Whole nodes.
MATCH (n:Rejection)
RETURN properties(n) AS props
