// (:Schema {id, version, declared})
// Remember the store's format and what is declared in it.
MERGE (s:Schema {id: 'schema'})
SET s.version = $version, s.declared = $declared
