// (:Finding {id})
// One finding, whole.
MATCH (n:Finding {id: $id})
RETURN properties(n) AS finding
