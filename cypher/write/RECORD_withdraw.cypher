// (:{LABEL}) (:Superseded)
// Facts that never should have come: kept as withdrawn versions, then gone. Rows of id, version, type,
// retired_at.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
CREATE (v:Superseded)
SET v = properties(f)
SET v.id = row.version, v.fact = row.id, v.type = row.type, v.retired_at = row.retired_at,
  v.change = 'withdrawn'
DETACH DELETE f
