// (:Source)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Source)
SET n = row.props
