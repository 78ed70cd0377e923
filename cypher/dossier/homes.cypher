// Where people belong: what the home rule needs, one row a person.
// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household); generated from hub/scan/shape.py
MATCH (p:Person)
RETURN p.entity AS person, [(p)-[:IN]->(m:Membership)-[:OF]->(o:Household) WHERE m.retired_at IS NULL | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, o.id, o.form]] AS memberships
