// (:Enrolment {key_enc, school_number_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:Enrolment)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.school_number_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.key_enc AS key_enc,
  n.school_number_enc AS school_number_enc
