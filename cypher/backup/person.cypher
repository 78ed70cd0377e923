// (:PersonRecord)-[:DESCRIBES]->(:Person)
// Whole facts, as create takes them.
MATCH (f:PersonRecord)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
