// (:Payment)
// The sums of payments that a delivery changes, to compare them with what it says now.
UNWIND $ids AS id
MATCH (f:Payment {id: id})
RETURN f.id AS id, f.amount AS amount
