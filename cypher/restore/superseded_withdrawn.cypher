// (:Superseded)
// Withdrawn versions, whose fact may be gone: rows of props.
UNWIND $rows AS row
CREATE (v:Superseded)
SET v = row.props
