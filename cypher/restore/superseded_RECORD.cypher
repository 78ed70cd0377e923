// (:{LABEL})-[:WAS]->(:Superseded)
// Old versions back to their facts: rows of props.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.props.fact})
CREATE (f)-[:WAS]->(v:Superseded)
SET v = row.props
