// (:Payment {key_enc, account_enc, account_name_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:Payment)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.account_enc STARTS WITH $current
  OR NOT n.account_name_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.key_enc AS key_enc,
  n.account_enc AS account_enc,
  n.account_name_enc AS account_name_enc
