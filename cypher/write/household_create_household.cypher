// (:HouseholdRecord)-[:DESCRIBES]->(:Household)
// New facts of subjects that are there: rows of subject, props.
UNWIND $rows AS row
MATCH (s:Household {id: row.subject})
CREATE (f:HouseholdRecord)-[:DESCRIBES]->(s)
SET f = row.props
RETURN count(f) AS created
