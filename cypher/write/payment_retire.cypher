// (:Payment {retired_at})
// Facts that their source withdrew, unless another scope says them now: rows of id, scope, retired_at.
UNWIND $rows AS row
MATCH (f:Payment {id: row.id})
WHERE f.scope = row.scope
SET f.retired_at = row.retired_at
