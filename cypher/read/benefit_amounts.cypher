// (:Benefit)
// The sums of awards that a delivery changes, to compare them with its new sums.
UNWIND $ids AS id
MATCH (f:Benefit {id: id})
RETURN f.id AS id, f.amount AS amount
