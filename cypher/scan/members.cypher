// Who is or was in some households, whatever has become of it since.
// (:Household)<-[:OF]-(:Membership)<-[:IN]-(:Person)
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN h.id AS household, [(h)<-[:OF]-(:Membership)<-[:IN]-(p:Person) | p.entity] AS people
