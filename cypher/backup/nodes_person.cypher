// (:Person)
// Whole nodes.
MATCH (n:Person)
RETURN properties(n) AS props
