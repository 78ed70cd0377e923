// Households that somebody in a dossier also belongs to: what was granted, and who is in them.
// (:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person); generated from hub/scan/shape.py
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN h.id AS id,
  h.form AS form,
  [(r:HouseholdRecord)-[:DESCRIBES]->(h) WHERE r.retired_at IS NULL | [r.id, r.stream, r.division, r.run, r.learned_at, r.months, r.month]] AS records,
  [(h)-[:HAS_CATEGORY]->(f:Category) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.category, f.status]] AS categories,
  [(h)-[:RECEIVES]->(f:Benefit) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.cause, f.awarded_on, f.school_year, f.term, f.grade]] AS benefits,
  [(h)-[:PAID]->(f:Payment) WHERE f.retired_at IS NULL | [f.id, f.stream, f.division, f.run, f.learned_at, f.months, f.month, f.item, f.amount, f.account_key, f.back_pay]] AS payments,
  [(h)<-[:OF]-(m:Membership)<-[:IN]-(p:Person) WHERE m.retired_at IS NULL | [m.id, m.stream, m.division, m.run, m.learned_at, m.months, m.month, m.relation, m.counted, p.entity]] AS members
