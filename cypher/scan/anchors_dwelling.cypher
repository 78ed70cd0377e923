// Addresses of the registered homes that some people are or were in.
// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)<-[:DESCRIBES]-(:HouseholdRecord {address_key})
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person,
  [(p)-[:IN]->(m:Membership)-[:OF]->(h:Household)<-[:DESCRIBES]-(r:HouseholdRecord) WHERE r.address_key IS NOT NULL |
    r.address_key] AS anchors
