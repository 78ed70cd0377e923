// A row whose reference to another stream has not arrived, kept whole and sealed.
// (:Pending)
UNWIND $rows AS row
MERGE (p:Pending {id: row.id})
SET p += row.values
