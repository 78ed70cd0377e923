// (:Schema {id, version, declared})
// The store's format, and the names of the constraints and indexes that it has.
MATCH (s:Schema {id: 'schema'})
RETURN s.version AS version, s.declared AS declared
