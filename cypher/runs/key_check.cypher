// Which key made the ids of this store, without telling the key.
// (:Schema)
MERGE (s:Schema {id: 'keys'})
ON CREATE SET s.check = $check
RETURN s.check AS check
