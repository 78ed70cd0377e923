// (:DisabilityCertificate {key_enc, number_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:DisabilityCertificate)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.number_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.key_enc AS key_enc,
  n.number_enc AS number_enc
