// P04: dwellings that several registered homes name, a dormitory's left out; one row a node of who is or was in them.
// (:HouseholdRecord {address_key})-[:DESCRIBES]->(:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person)
// $known_at is what had been learned by then.
MATCH (r:HouseholdRecord)
WHERE r.address_key IS NOT NULL AND r.form = 'hukou'
  AND r.learned_at <= $known_at AND (r.retired_at IS NULL OR r.retired_at > $known_at)
WITH r.address_key AS dwelling, collect(DISTINCT r.subject) AS homes
WHERE size(homes) > 1 AND size(homes) <= 50
UNWIND homes AS id
MATCH (:Household {id: id})<-[:OF]-(m:Membership)<-[:IN]-(n:Person)
WITH DISTINCT dwelling, n.entity AS entity
MATCH (p:Person {entity: entity})
RETURN dwelling AS anchor, p.entity AS person, [] AS facts,
  [(p)-[:IN]->(m:Membership)-[:OF]->(h:Household)<-[:DESCRIBES]-(r:HouseholdRecord)
    WHERE r.address_key = dwelling AND h.form = 'hukou' AND m.learned_at <= $known_at AND r.learned_at <= $known_at
    AND (m.retired_at IS NULL OR m.retired_at > $known_at) AND (r.retired_at IS NULL OR r.retired_at > $known_at) |
    [h.id, h.form, m.months, r.months, m.id, m.stream, m.division, m.run, m.learned_at]] +
  [(p)-[:IN]->(m:Membership)-[:OF]->(h:Household)
    WHERE h.form = 'assistance' AND m.learned_at <= $known_at AND (m.retired_at IS NULL OR m.retired_at > $known_at) |
    [h.id, h.form, m.months, m.months, m.id, m.stream, m.division, m.run, m.learned_at]] AS stays
