// A rejected row still says that somebody is listed: the months are unknown for whoever that may be.
// (:Doubt)
UNWIND $rows AS row
MERGE (d:Doubt {id: row.id})
SET d += row.values
