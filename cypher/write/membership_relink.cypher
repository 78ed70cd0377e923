// (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:Membership {id: row.id})
MATCH ()-[was:IN]->(f)
MATCH (f)-[to:OF]->()
DELETE was, to
WITH row, f
MATCH (s:Person {id: row.props.subject})
MATCH (o:Household {id: row.props.object})
CREATE (s)-[:IN]->(f)-[:OF]->(o)
