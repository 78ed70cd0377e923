// (:Person)-[:DIED]->(:Death)
// Whole facts, as create takes them.
MATCH (f:Death)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
