// (:Membership {retired_at})
// Facts that only a withdrawn delivery had retired: rows of id.
UNWIND $rows AS row
MATCH (f:Membership {id: row.id})
REMOVE f.retired_at
