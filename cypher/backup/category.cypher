// (:Person|Household)-[:HAS_CATEGORY]->(:Category)
// Whole facts, as create takes them.
MATCH (f:Category)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
