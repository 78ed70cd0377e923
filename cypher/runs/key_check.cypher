// Which key made the ids of this store and which sealed its values, without telling the keys; $proofs by version.
// (:Schema {id: 'keys'})
MERGE (s:Schema {id: 'keys'})
ON CREATE SET s.check = $check
SET s += $proofs
RETURN s.check AS check
