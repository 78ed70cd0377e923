// (:Schema {id: 'keys'})
// Which key made the ids, without telling the key.
MATCH (s:Schema {id: 'keys'})
RETURN properties(s) AS props
