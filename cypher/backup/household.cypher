// (:HouseholdRecord)-[:DESCRIBES]->(:Household)
// Whole facts, as create takes them.
MATCH (f:HouseholdRecord)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
