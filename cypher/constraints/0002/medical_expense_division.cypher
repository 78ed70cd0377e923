// (:MedicalExpense {division})
CREATE INDEX medical_expense_division IF NOT EXISTS
FOR (n:MedicalExpense) ON (n.division)
