// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)
// Whole facts, as create takes them.
MATCH (f:Membership)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
