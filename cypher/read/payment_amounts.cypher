// (:Payment)
// The sums of payments that a delivery changes, to compare them with its new sums.
UNWIND $ids AS id
MATCH (f:Payment {id: id})
RETURN f.id AS id, f.amount AS amount
