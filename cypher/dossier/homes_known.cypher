// Where people belong as known at $known_at (epoch ms): what the home rule needs, one row a person.
// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household); generated from hub/scan/shape.py
MATCH (p:Person)
RETURN p.entity AS person, [(p)-[:IN]->(m:Membership)-[:OF]->(o:Household) | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, o.id, o.form, m.retired_at, [(m)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS memberships
