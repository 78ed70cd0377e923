// (:Delivered)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Delivered)
SET n = row.props
