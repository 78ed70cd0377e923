// (:Finding)
// Findings that were never raised before: rows of props.
UNWIND $rows AS row
CREATE (n:Finding)
SET n = row.props
