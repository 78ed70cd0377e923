// (:Household)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Household)
SET n = row.props
