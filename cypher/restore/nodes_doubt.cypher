// (:Doubt)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Doubt)
SET n = row.props
