// (:FindingTotal {id, place, findings, amount, rules, departments})
// Totals as they are once these findings are written: rows of all their properties.
UNWIND $rows AS row
MERGE (t:FindingTotal {id: row.id})
SET t = row
