// Households and all that is known of everybody who is or was in them as known at $known_at (epoch ms); one row a household.
// (:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person), each with their facts; generated from hub/scan/shape.py
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN h.id AS id,
  h.form AS form,
  [(r:HouseholdRecord)-[:DESCRIBES]->(h) | [r.id, r.stream, r.division, r.run, r.learned_at, r.months, r.month, r.retired_at, [(r)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS records,
  [(h)-[:HAS_CATEGORY]->(f:Category) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.category, f.status, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS categories,
  [(h)-[:RECEIVES]->(f:Benefit) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.cause, f.awarded_on, f.school_year, f.term, f.grade, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS benefits,
  [(h)-[:PAID]->(f:Payment) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.account_key, f.back_pay, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS payments,
  [(h)<-[:OF]-(i:Membership)<-[:IN]-(p:Person) | [
    p.entity,
    p.birth,
    p.sex,
    [(r:PersonRecord)-[:DESCRIBES]->(p) | [r.division, r.name, r.township, r.retired_at, [(r)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:IN]->(m:Membership)-[:OF]->(o:Household) | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, o.id, o.form, m.retired_at, [(m)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:HAS_CATEGORY]->(f:Category) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.category, f.status, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:RECEIVES]->(f:Benefit) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.cause, f.awarded_on, f.school_year, f.term, f.grade, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:PAID]->(f:Payment) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.account_key, f.back_pay, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:HOLDS]->(f:DisabilityCertificate) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.kind, f.grade, f.status, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:DIED]->(f:Death) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.date, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:ENROLLED]->(f:Enrolment) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.stage, f.status, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:COVERED_BY]->(f:InsuranceCover) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.valid_from, f.valid_until, f.scheme, f.subsidised, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[:SPENT]->(f:MedicalExpense) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.settled_on, f.total, f.self_paid, f.aid, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(p)-[e:GUARDS|PARENT_OF]->(k:Kinship)-[:TO]->(w:Person) | [k.id, k.stream, k.division, k.run, k.learned_at, k.months, k.month, k.relation, type(e), w.entity, k.retired_at, [(k)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]],
    [(g:Person)-[e:GUARDS|PARENT_OF]->(k:Kinship)-[:TO]->(p) | [k.id, k.stream, k.division, k.run, k.learned_at, k.months, k.month, k.relation, type(e), g.entity, k.retired_at, [(k)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]]
  ]] AS members
