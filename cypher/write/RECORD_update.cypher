// (:{LABEL})
// Facts that say something else now: rows of id and all their props.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
SET f = row.props
