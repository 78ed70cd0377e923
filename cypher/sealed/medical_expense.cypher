// (:MedicalExpense {key_enc, invoice_enc, visit_number_enc})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:MedicalExpense)
WHERE NOT n.key_enc STARTS WITH $current
  OR NOT n.invoice_enc STARTS WITH $current
  OR NOT n.visit_number_enc STARTS WITH $current
RETURN n.id AS id, n.run AS run,
  n.key_enc AS key_enc,
  n.invoice_enc AS invoice_enc,
  n.visit_number_enc AS visit_number_enc
