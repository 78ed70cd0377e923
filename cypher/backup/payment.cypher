// (:Person|Household)-[:PAID]->(:Payment)
// Whole facts, as create takes them.
MATCH (f:Payment)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
