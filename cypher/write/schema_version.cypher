// (:Schema {id, version})
// Remember the last migration applied.
MERGE (s:Schema {id: 'schema'})
SET s.version = $version
