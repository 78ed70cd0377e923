// (:Pending)
// Whole nodes.
MATCH (n:Pending)
RETURN properties(n) AS props
