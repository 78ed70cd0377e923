// (:Source)
// Whole nodes.
MATCH (n:Source)
RETURN properties(n) AS props
