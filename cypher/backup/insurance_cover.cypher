// (:Person)-[:COVERED_BY]->(:InsuranceCover)
// Whole facts, as create takes them.
MATCH (f:InsuranceCover)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
