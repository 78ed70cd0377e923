// (:{LABEL})
// Whole nodes: rows of props.
UNWIND $rows AS row
CREATE (n:{LABEL})
SET n = row.props
