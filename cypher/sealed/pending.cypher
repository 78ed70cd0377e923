// (:Pending {raw_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:Pending)
WHERE NOT n.raw_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.raw_enc AS raw_enc
