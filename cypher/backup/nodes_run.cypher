// (:Run)
// Whole nodes.
MATCH (n:Run)
RETURN properties(n) AS props
