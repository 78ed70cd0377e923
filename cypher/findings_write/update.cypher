// (:Finding)
// Findings that say something else now; their old relationships go with findings_write/unlink: rows of props.
UNWIND $rows AS row
MATCH (n:Finding {id: row.props.id})
SET n = row.props
