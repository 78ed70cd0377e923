// (:Person|Household)-[:RECEIVES]->(:Benefit)
// Whole facts, as create takes them.
MATCH (f:Benefit)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
