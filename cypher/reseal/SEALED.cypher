// (:{LABEL} {{FIELDS}})
// The same values under the current key, unless a run has written others: rows of id, run, values.
UNWIND $rows AS row
MATCH (n:{LABEL} {id: row.id})
WHERE coalesce(n.run, '') = coalesce(row.run, '')
SET n += row.values
