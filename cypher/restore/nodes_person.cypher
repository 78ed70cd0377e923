// (:Person)
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:Person)
SET n = row.props
