// (:MedicalExpense {key_enc})
// How many values each key version seals, and one of them.
MATCH (n:MedicalExpense)
UNWIND [n.key_enc] AS value
WITH value
WHERE value IS NOT NULL
RETURN split(value, ':')[0] AS version, count(value) AS number, min(value) AS sample
