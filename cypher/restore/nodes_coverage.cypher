// (:Coverage)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Coverage)
SET n = row.props
