// (:Person)-[:HOLDS]->(:DisabilityCertificate)
// Whole facts, as create takes them.
MATCH (f:DisabilityCertificate)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
