// (:{LABEL} {retired_at})
// Facts that their source withdrew: rows of id, retired_at.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
SET f.retired_at = row.retired_at
