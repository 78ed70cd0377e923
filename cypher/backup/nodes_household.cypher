// (:Household)
// Whole nodes.
MATCH (n:Household)
RETURN properties(n) AS props
