// (:{LABEL})-[:WAS]->(:Superseded)
// Facts become what they were before a withdrawn delivery: rows of id and version, which is current again.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
MATCH (v:Superseded {id: row.version})
SET f = properties(v)
SET f.id = row.id, f.retired_at = v.was_retired_at
REMOVE f.fact, f.type, f.change, f.was_retired_at
DETACH DELETE v
