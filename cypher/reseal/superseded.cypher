// (:Superseded {key_enc, address_enc, alias_enc, national_id_enc, phone_enc, account_enc, account_name_enc, number_enc, school_number_enc, invoice_enc, visit_number_enc})
// The same values under the current key, unless a run has written others: rows of id, run, values.
UNWIND $rows AS row
MATCH (n:Superseded {id: row.id})
WHERE n.run = row.run
SET n += row.values
