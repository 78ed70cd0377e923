// (:Superseded {key_enc, address_enc, alias_enc, national_id_enc, phone_enc, account_enc, account_name_enc, number_enc, school_number_enc, invoice_enc, visit_number_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:Superseded)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.address_enc STARTS WITH $current
  OR NOT n.alias_enc STARTS WITH $current
  OR NOT n.national_id_enc STARTS WITH $current
  OR NOT n.phone_enc STARTS WITH $current
  OR NOT n.account_enc STARTS WITH $current
  OR NOT n.account_name_enc STARTS WITH $current
  OR NOT n.number_enc STARTS WITH $current
  OR NOT n.school_number_enc STARTS WITH $current
  OR NOT n.invoice_enc STARTS WITH $current
  OR NOT n.visit_number_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.type AS type,
  n.fact AS fact,
  n.key_enc AS key_enc,
  n.address_enc AS address_enc,
  n.alias_enc AS alias_enc,
  n.national_id_enc AS national_id_enc,
  n.phone_enc AS phone_enc,
  n.account_enc AS account_enc,
  n.account_name_enc AS account_name_enc,
  n.number_enc AS number_enc,
  n.school_number_enc AS school_number_enc,
  n.invoice_enc AS invoice_enc,
  n.visit_number_enc AS visit_number_enc
