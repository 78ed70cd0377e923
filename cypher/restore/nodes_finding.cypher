// (:Finding)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Finding)
SET n = row.props
