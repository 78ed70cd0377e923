// Invoices of the medical bills of some people.
// (:Person)-[:SPENT]->(:MedicalExpense {invoice_key})
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person, [(p)-[:SPENT]->(e:MedicalExpense) WHERE e.invoice_key IS NOT NULL | e.invoice_key] AS anchors
