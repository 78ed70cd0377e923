// (:Person)-[:SPENT]->(:MedicalExpense)
// Whole facts, as create takes them.
MATCH (f:MedicalExpense)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
