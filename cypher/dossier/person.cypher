// People and all their facts: guardians and parents from outside, people without a household.
// (:Person)-[…]->(facts); generated from hub/scan/shape.py
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN [
    p.entity,
    p.birth,
    p.sex,
    [(r:PersonRecord)-[:DESCRIBES]->(p) WHERE r.retired_at IS NULL | [r.division, r.name, r.township]],
    [(p)-[:IN]->(m:Membership)-[:OF]->(o:Household) WHERE m.retired_at IS NULL | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, o.id, o.form]],
    [(p)-[:HAS_CATEGORY]->(f:Category) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.category, f.status]],
    [(p)-[:RECEIVES]->(f:Benefit) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.cause, f.awarded_on, f.school_year, f.term, f.grade]],
    [(p)-[:PAID]->(f:Payment) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.account_key, f.back_pay]],
    [(p)-[:HOLDS]->(f:DisabilityCertificate) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.kind, f.grade, f.status]],
    [(p)-[:DIED]->(f:Death) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.date]],
    [(p)-[:ENROLLED]->(f:Enrolment) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.stage, f.status]],
    [(p)-[:COVERED_BY]->(f:InsuranceCover) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.valid_from, f.valid_until, f.scheme, f.subsidised]],
    [(p)-[:SPENT]->(f:MedicalExpense) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.settled_on, f.total, f.self_paid, f.aid]],
    [(p)-[e:GUARDS|PARENT_OF]->(k:Kinship)-[:TO]->(w:Person) WHERE k.retired_at IS NULL | [k.id, k.stream, k.division, k.run, k.learned_at, k.months, k.month, k.relation, type(e), w.entity]],
    [(g:Person)-[e:GUARDS|PARENT_OF]->(k:Kinship)-[:TO]->(p) WHERE k.retired_at IS NULL | [k.id, k.stream, k.division, k.run, k.learned_at, k.months, k.month, k.relation, type(e), g.entity]]
  ] AS person
