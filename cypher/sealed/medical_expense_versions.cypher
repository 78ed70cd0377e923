// (:MedicalExpense {key_enc, invoice_enc, visit_number_enc})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:MedicalExpense)
UNWIND [['key_enc', n.key_enc], ['invoice_enc', n.invoice_enc], ['visit_number_enc', n.visit_number_enc]] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min(value[1] + ' ' + value[0] + ' ' + n.id) AS sample
