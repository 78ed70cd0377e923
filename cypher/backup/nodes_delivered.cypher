// (:Delivered)
// Whole nodes.
MATCH (n:Delivered)
RETURN properties(n) AS props
