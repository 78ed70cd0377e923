// (:Pending)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Pending)
SET n = row.props
