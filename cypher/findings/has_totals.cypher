// (:FindingTotal)
// One total, where any is kept.
MATCH (t:FindingTotal)
RETURN t.id AS id
LIMIT 1
