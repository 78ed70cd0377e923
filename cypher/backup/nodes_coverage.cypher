// (:Coverage)
// Whole nodes.
MATCH (n:Coverage)
RETURN properties(n) AS props
