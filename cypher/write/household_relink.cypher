// (:HouseholdRecord)-[:DESCRIBES]->(:Household)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:HouseholdRecord {id: row.id})
MATCH (f)-[was:DESCRIBES]->()
DELETE was
WITH row, f
MATCH (s:Household {id: row.props.subject})
CREATE (f)-[:DESCRIBES]->(s)
