// (:FenceKeys {id, keys})
// Where ranges of the orders of findings may begin and end: rows of id and keys.
UNWIND $rows AS row
MERGE (o:FenceKeys {id: row.id})
SET o.keys = row.keys
