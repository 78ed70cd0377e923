// (:Payment {key_enc, account_enc, account_name_enc})
// The same values under the current key, unless a run has written others: rows of id, run, values.
UNWIND $rows AS row
MATCH (n:Payment {id: row.id})
WHERE n.run = row.run
SET n += row.values
