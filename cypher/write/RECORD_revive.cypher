// (:{LABEL} {retired_at})
// Facts that only a withdrawn delivery had retired: rows of id.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
REMOVE f.retired_at
