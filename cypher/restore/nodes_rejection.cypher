// (:Rejection)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Rejection)
SET n = row.props
