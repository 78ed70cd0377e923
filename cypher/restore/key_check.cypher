// (:Schema {id: 'keys'})
// Which key made the ids: rows of props.
UNWIND $rows AS row
CREATE (s:Schema)
SET s = row.props
