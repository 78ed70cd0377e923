// People by a source's own numbers, as another of its streams reported them.
// (:PersonRecord)-[:DESCRIBES]->(:Person)
UNWIND $keys AS key
MATCH (r:PersonRecord {alias_key: key})
WHERE r.retired_at IS NULL
RETURN DISTINCT key AS key, r.subject AS person
