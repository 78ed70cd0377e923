// (:Schema {id, version, declared})
// Store the format, and the names of declared constraints and indexes.
MERGE (s:Schema {id: 'schema'})
SET s.version = $version, s.declared = $declared
