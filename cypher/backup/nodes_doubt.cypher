// (:Doubt)
// Whole nodes.
MATCH (n:Doubt)
RETURN properties(n) AS props
