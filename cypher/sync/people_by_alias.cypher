// Whom a source's own numbers mean, as another of its streams said.
// (:PersonRecord)-[:DESCRIBES]->(:Person)
UNWIND $keys AS key
MATCH (r:PersonRecord {alias_key: key})
WHERE r.retired_at IS NULL
RETURN DISTINCT key AS key, r.subject AS person
