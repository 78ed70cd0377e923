// One finding by its id, if it cites a division of the viewer's.
// (f:Finding {id})-[:CITES]->(x)   (:Household {f.household})<-[:OF]-(:Membership)
// $history is always false here: whether a finding's home is in scope is told by current memberships.
MATCH (f:Finding {id: $id})
WHERE any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d))
RETURN [f.id, f.rule, f.version, f.type, f.effect, f.severity, f.subject_type, f.subject, f.household, f.months, f.period_type, f.period_label, f.amount, f.basis, f.sentence_zh, f.sentence_en, f.state, f.first_seen, f.last_seen, f.as_of, f.divisions, f.departments, f.items, f.cites, f.absences, f.identity_in_doubt, f.missing,
       CASE WHEN $homes THEN EXISTS { MATCH (a:Household {id: f.household})<-[:OF]-(b:Membership) WHERE ($history OR b.retired_at IS NULL) AND any(d IN $divisions WHERE b.division STARTS WITH d) } ELSE false END,
       CASE WHEN $cites THEN [(f)-[:CITES]->(x) | [x.id, x.division, x.stream, x.item, x.category, x.months, x.month]] ELSE [] END] AS content, COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments
