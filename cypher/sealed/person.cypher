// (:PersonRecord {key_enc, address_enc, alias_enc, national_id_enc, phone_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:PersonRecord)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.address_enc STARTS WITH $current
  OR NOT n.alias_enc STARTS WITH $current
  OR NOT n.national_id_enc STARTS WITH $current
  OR NOT n.phone_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.key_enc AS key_enc,
  n.address_enc AS address_enc,
  n.alias_enc AS alias_enc,
  n.national_id_enc AS national_id_enc,
  n.phone_enc AS phone_enc
