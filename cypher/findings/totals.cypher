// (:FindingTotal)
// The totals that are kept.
MATCH (t:FindingTotal)
RETURN t.id AS id, t.findings AS findings, t.amount AS amount, t.rules AS rules, t.departments AS departments
