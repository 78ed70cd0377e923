// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)
// New facts of subjects that are there: rows of subject, object, props.
UNWIND $rows AS row
MATCH (s:Person {id: row.subject})
MATCH (o:Household {id: row.object})
CREATE (s)-[:IN]->(f:Membership)-[:OF]->(o)
SET f = row.props
RETURN count(f) AS created
