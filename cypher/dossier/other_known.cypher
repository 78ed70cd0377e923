// Households that somebody in a dossier also belongs to as known at $known_at (epoch ms): what was granted, and who is in them.
// (:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person); generated from hub/scan/shape.py
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN h.id AS id,
  h.form AS form,
  [(r:HouseholdRecord)-[:DESCRIBES]->(h) | [r.id, r.stream, r.division, r.run, r.learned_at, r.months, r.month, r.retired_at, [(r)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS records,
  [(h)-[:HAS_CATEGORY]->(f:Category) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.category, f.status, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS categories,
  [(h)-[:RECEIVES]->(f:Benefit) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.cause, f.awarded_on, f.school_year, f.term, f.grade, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS benefits,
  [(h)-[:PAID]->(f:Payment) | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.account_key, f.back_pay, f.retired_at, [(f)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS payments,
  [(h)<-[:OF]-(m:Membership)<-[:IN]-(p:Person) | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, p.entity, m.retired_at, [(m)-[:WAS]->(v:Superseded) WHERE v.learned_at <= $known_at AND v.retired_at > $known_at | v.content]]] AS members
