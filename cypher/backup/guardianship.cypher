// (:Person)-[:GUARDS]->(:Kinship)-[:TO]->(:Person)
// Whole facts, as create takes them.
MATCH (f:Kinship)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
