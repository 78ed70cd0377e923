// The kept total of a list of findings in a division, and where a range goes that far of the counties in it.
// (:FindingTotal {id})
MATCH (t:FindingTotal)
WHERE t.id >= $from AND t.id < $to
RETURN t.place AS place, t.findings AS findings, t.amount AS amount, t.rules AS rules, t.departments AS departments
