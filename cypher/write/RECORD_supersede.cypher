// (:{LABEL})-[:WAS]->(:Superseded)
// The version about to be replaced, whole: rows of id (the version's), fact, type, retired_at, cause, and
// was_retired_at where the fact was retired.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.fact})
CREATE (f)-[:WAS]->(v:Superseded)
SET v = properties(f)
SET v.id = row.id, v.fact = row.fact, v.type = row.type, v.retired_at = row.retired_at,
  v.change = row.cause, v.was_retired_at = row.was_retired_at
