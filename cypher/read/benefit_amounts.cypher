// (:Benefit)
// The sums of awards that a delivery changes, to compare them with what it says now.
UNWIND $ids AS id
MATCH (f:Benefit {id: id})
RETURN f.id AS id, f.amount AS amount
