// (:MedicalExpense {scope})
CREATE INDEX medical_expense_scope IF NOT EXISTS
FOR (n:MedicalExpense) ON (n.scope)
