// (:Finding)
// Whether a batch has arrived.
UNWIND $ids AS id
MATCH (n:Finding {id: id})
RETURN n.id AS id, n.digest AS digest, n.state AS state
