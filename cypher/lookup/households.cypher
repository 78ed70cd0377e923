// Every household that a person is or was in, with the months of the membership.
// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)
MATCH (p:Person {id: $person})-[:IN]->(m:Membership)-[:OF]->(h:Household)
WHERE m.retired_at IS NULL
RETURN h.id AS household, h.form AS form, m.months AS months
ORDER BY household
