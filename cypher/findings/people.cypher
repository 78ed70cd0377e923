// (:PersonRecord)-[:DESCRIBES]->(:Person)
// Names of people by their latest report, for a list of findings.
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN id AS id, [(r:PersonRecord)-[:DESCRIBES]->(p) WHERE r.retired_at IS NULL AND r.name IS NOT NULL | [r.learned_at, r.id, r.name]] AS names
