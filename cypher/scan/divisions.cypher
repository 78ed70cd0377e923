// The divisions that facts of some people name.
// (:Person)-[…]->(facts)
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person,
  [(p)-[:HAS_CATEGORY|RECEIVES|PAID|HOLDS|ENROLLED|COVERED_BY]->(f) WHERE f.retired_at IS NULL | f.division] AS divisions
