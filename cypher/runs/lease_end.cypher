// (:Schema {id: 'writer', until})
// Give back the lease of a store.
MATCH (w:Schema {id: 'writer', token: $token})
SET w.until = 0
