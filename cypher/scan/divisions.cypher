// The divisions that facts of some people name, whatever the fact.
// (:Person)-->(facts)
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person,
  [(p)-->(f) WHERE f.division IS NOT NULL AND f.retired_at IS NULL | f.division] AS divisions
