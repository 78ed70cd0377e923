// Everybody whom two or more sources name, with what each says of name, sex and birth.
// (:PersonRecord)-[:DESCRIBES]->(:Person)
MATCH (p:Person)
RETURN p.entity AS person, p.birth AS birth, p.sex AS sex,
  [(p)<-[:DESCRIBES]-(r:PersonRecord) WHERE r.retired_at IS NULL |
    [r.division, r.name, r.township, r.stream, r.sex, r.birth, r.months, r.month, r.learned_at]] AS records
