// (:Schema {id, version})
// The last migration applied.
MATCH (s:Schema {id: 'schema'})
RETURN s.version AS version
