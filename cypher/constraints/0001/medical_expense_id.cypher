// (:MedicalExpense {id})
CREATE CONSTRAINT medical_expense_id IF NOT EXISTS
FOR (n:MedicalExpense) REQUIRE n.id IS UNIQUE
