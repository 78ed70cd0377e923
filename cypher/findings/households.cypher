// (:HouseholdRecord)-[:DESCRIBES]->(:Household)
// The numbers of households as their registries give them, for a list of findings.
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN id AS id, [(r:HouseholdRecord)-[:DESCRIBES]->(h) WHERE r.retired_at IS NULL AND r.number IS NOT NULL | [r.learned_at, r.id, r.number]] AS numbers
