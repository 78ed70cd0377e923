// One household with everybody who is or was in it, in one answer: what the chain and the household of the API are built from.
// (:Person)-[:IN]->(:Membership)-[:OF]->(h:Household)-[:HAS_CATEGORY|RECEIVES|PAID]->()   (:Finding)-[:ABOUT]->(h or a member)
// $id; $divisions: prefixes the reader answers for ('' is everywhere); $history: also what was retired or superseded;
// $facts, $payments, $findings, $cites, $sealed: which parts are wanted. Lists begin with [id, key, stream, division, run, learned, retired, months].
MATCH (h:Household {id: $id})
WHERE EXISTS { MATCH (h)<-[:OF]-(m:Membership) WHERE ($history OR m.retired_at IS NULL) AND any(d IN $divisions WHERE m.division STARTS WITH d) }
   OR EXISTS { MATCH (h)<-[:DESCRIBES]-(r:HouseholdRecord) WHERE ($history OR r.retired_at IS NULL) AND any(d IN $divisions WHERE r.division STARTS WITH d) }
   OR EXISTS { MATCH (h)-[:HAS_CATEGORY|RECEIVES|PAID]->(x) WHERE ($history OR x.retired_at IS NULL) AND any(d IN $divisions WHERE x.division STARTS WITH d) }
WITH h, COLLECT { MATCH (h)<-[:OF]-(m:Membership)<-[:IN]-(p:Person) WHERE ($history OR m.retired_at IS NULL) AND any(d IN $divisions WHERE m.division STARTS WITH d) RETURN DISTINCT p } AS people
RETURN h.id AS id, h.form AS form,
  [(h)<-[:DESCRIBES]-(r:HouseholdRecord) WHERE ($history OR r.retired_at IS NULL) AND any(d IN $divisions WHERE r.division STARTS WITH d) | [[r.id, r.key_id, r.stream, r.division, r.run, r.learned_at, r.retired_at, r.months], r.number, r.head, r.size, r.township]] AS records,
  [(h)-[:HAS_CATEGORY]->(c:Category) WHERE $facts AND ($history OR c.retired_at IS NULL) AND any(d IN $divisions WHERE c.division STARTS WITH d) | [[c.id, c.key_id, c.stream, c.division, c.run, c.learned_at, c.retired_at, c.months], c.category, c.tier, c.status]] AS categories,
  [(h)-[:RECEIVES]->(b:Benefit) WHERE $facts AND ($history OR b.retired_at IS NULL) AND any(d IN $divisions WHERE b.division STARTS WITH d) |
      [[b.id, b.key_id, b.stream, b.division, b.run, b.learned_at, b.retired_at, b.months], b.item, b.amount, b.cause, b.awarded_on, b.school_year, b.term, b.grade, b.month]] AS benefits,
  [(h)-[:PAID]->(y:Payment) WHERE $payments AND ($history OR y.retired_at IS NULL) AND any(d IN $divisions WHERE y.division STARTS WITH d) |
      [[y.id, y.key_id, y.stream, y.division, y.run, y.learned_at, y.retired_at, y.months], y.item, y.month, y.amount, y.back_pay, CASE WHEN $sealed THEN y.account_enc END, CASE WHEN $sealed THEN y.account_name_enc END]] AS payments,
  [(h)<-[:ABOUT]-(f:Finding) WHERE $findings AND any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d)) |
      [f.id, f.rule, f.version, f.type, f.effect, f.severity, f.subject_type, f.subject, f.household, f.months, f.period_type, f.period_label,
       f.amount, f.basis, f.sentence_zh, f.sentence_en, f.state, f.first_seen, f.last_seen, f.as_of, f.divisions, f.departments, f.items,
       f.cites, f.absences, CASE WHEN $cites THEN [(f)-[:CITES]->(x) | [x.id, x.division, x.stream, x.item, x.category, x.months, x.month]] ELSE [] END]] AS findings,
  [p IN people | [p.id, p.birth, p.sex,
     [(p)<-[:DESCRIBES]-(r:PersonRecord) WHERE ($history OR r.retired_at IS NULL) AND any(d IN $divisions WHERE r.division STARTS WITH d) |
      [[r.id, r.key_id, r.stream, r.division, r.run, r.learned_at, r.retired_at, r.months], r.name, r.sex, r.birth, r.township,
       CASE WHEN $sealed THEN r.national_id_enc END, CASE WHEN $sealed THEN r.phone_enc END, CASE WHEN $sealed THEN r.address_enc END]],
     [(p)-[:IN]->(m:Membership)-[:OF]->(o:Household) WHERE ($history OR m.retired_at IS NULL) AND any(d IN $divisions WHERE m.division STARTS WITH d) | [[m.id, m.key_id, m.stream, m.division, m.run, m.learned_at, m.retired_at, m.months], m.relation, m.counted, o.id, o.form]],
     [(p)-[:HAS_CATEGORY]->(c:Category) WHERE $facts AND ($history OR c.retired_at IS NULL) AND any(d IN $divisions WHERE c.division STARTS WITH d) | [[c.id, c.key_id, c.stream, c.division, c.run, c.learned_at, c.retired_at, c.months], c.category, c.tier, c.status]],
     [(p)-[:RECEIVES]->(b:Benefit) WHERE $facts AND ($history OR b.retired_at IS NULL) AND any(d IN $divisions WHERE b.division STARTS WITH d) |
      [[b.id, b.key_id, b.stream, b.division, b.run, b.learned_at, b.retired_at, b.months], b.item, b.amount, b.cause, b.awarded_on, b.school_year, b.term, b.grade, b.month]],
     [(p)-[:PAID]->(y:Payment) WHERE $payments AND ($history OR y.retired_at IS NULL) AND any(d IN $divisions WHERE y.division STARTS WITH d) |
      [[y.id, y.key_id, y.stream, y.division, y.run, y.learned_at, y.retired_at, y.months], y.item, y.month, y.amount, y.back_pay, CASE WHEN $sealed THEN y.account_enc END, CASE WHEN $sealed THEN y.account_name_enc END]],
     [(p)-[:HOLDS]->(k:DisabilityCertificate) WHERE $facts AND ($history OR k.retired_at IS NULL) AND any(d IN $divisions WHERE k.division STARTS WITH d) |
      [[k.id, k.key_id, k.stream, k.division, k.run, k.learned_at, k.retired_at, k.months], k.kind, k.grade, k.status, CASE WHEN $sealed THEN k.number_enc END]],
     [(p)-[:DIED]->(x:Death) WHERE $facts AND ($history OR x.retired_at IS NULL) AND any(d IN $divisions WHERE x.division STARTS WITH d) | [[x.id, x.key_id, x.stream, x.division, x.run, x.learned_at, x.retired_at, x.months], x.date, x.basis]],
     [(p)-[:ENROLLED]->(e:Enrolment) WHERE $facts AND ($history OR e.retired_at IS NULL) AND any(d IN $divisions WHERE e.division STARTS WITH d) | [[e.id, e.key_id, e.stream, e.division, e.run, e.learned_at, e.retired_at, e.months], e.stage, e.school, e.grade, e.status]],
     [(p)-[:COVERED_BY]->(i:InsuranceCover) WHERE $facts AND ($history OR i.retired_at IS NULL) AND any(d IN $divisions WHERE i.division STARTS WITH d) | [[i.id, i.key_id, i.stream, i.division, i.run, i.learned_at, i.retired_at, i.months], i.scheme, i.valid_from, i.valid_until, i.subsidised]],
     [(p)-[:SPENT]->(z:MedicalExpense) WHERE $facts AND ($history OR z.retired_at IS NULL) AND any(d IN $divisions WHERE z.division STARTS WITH d) | [[z.id, z.key_id, z.stream, z.division, z.run, z.learned_at, z.retired_at, z.months], z.settled_on, z.total, z.self_paid, z.aid, z.visit]],
     [(p)-[:GUARDS]->(g:Kinship)-[:TO]->(w:Person) WHERE $facts AND ($history OR g.retired_at IS NULL) AND any(d IN $divisions WHERE g.division STARTS WITH d) | [[g.id, g.key_id, g.stream, g.division, g.run, g.learned_at, g.retired_at, g.months], g.relation, p.id, w.id]],
     [(p)<-[:TO]-(g:Kinship)<-[:GUARDS]-(w:Person) WHERE $facts AND ($history OR g.retired_at IS NULL) AND any(d IN $divisions WHERE g.division STARTS WITH d) | [[g.id, g.key_id, g.stream, g.division, g.run, g.learned_at, g.retired_at, g.months], g.relation, w.id, p.id]],
     [(p)<-[:ABOUT]-(f:Finding) WHERE $findings AND any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d)) |
      [f.id, f.rule, f.version, f.type, f.effect, f.severity, f.subject_type, f.subject, f.household, f.months, f.period_type, f.period_label,
       f.amount, f.basis, f.sentence_zh, f.sentence_en, f.state, f.first_seen, f.last_seen, f.as_of, f.divisions, f.departments, f.items,
       f.cites, f.absences, CASE WHEN $cites THEN [(f)-[:CITES]->(x) | [x.id, x.division, x.stream, x.item, x.category, x.months, x.month]] ELSE [] END]]]] AS people,
  COLLECT { MATCH (s:Superseded) WHERE $history AND s.subject IN [h.id] + [p IN people | p.id]
    RETURN [s.fact, s.type, s.subject, s.content, s.learned_at, s.retired_at] } AS superseded,
  COLLECT {
    UNWIND people + [h] AS subject
    MATCH (subject)-[:IN|HAS_CATEGORY|RECEIVES|HOLDS|ENROLLED]->(x)
    WHERE x.months IS NOT NULL AND any(d IN $divisions WHERE x.division STARTS WITH d)
    WITH DISTINCT x.stream AS stream, x.division AS division
    MATCH (v:Coverage {stream: stream, division: division})
    WITH stream, division, collect([v.month, v.learned_at]) AS months
    RETURN [stream, division, months]
  } AS coverage,
  COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments
