// Where people are or were, and whose guardian or parent they are, whatever has become of it since.
// (:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person)-[:GUARDS|PARENT_OF]->()-[:TO]->(:Person)
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person, [(p)-[:IN]->(:Membership)-[:OF]->(h:Household) | h.id] AS households,
  [(p)-[:GUARDS|PARENT_OF]->()-[:TO]->(w:Person) | w.entity] AS wards
