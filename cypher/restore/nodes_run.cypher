// (:Run)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Run)
SET n = row.props
