// (:Death)
// Facts that say something else now: rows of id and all their props.
UNWIND $rows AS row
MATCH (f:Death {id: row.id})
SET f = row.props
