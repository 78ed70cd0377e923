// The households that a stream's records name by their head, with the months in which they did.
// (:HouseholdRecord)-[:DESCRIBES]->(:Household)
MATCH (r:HouseholdRecord {scope: $scope})
WHERE r.retired_at IS NULL AND r.head IS NOT NULL
RETURN r.head AS head, r.subject AS household, r.months AS months
