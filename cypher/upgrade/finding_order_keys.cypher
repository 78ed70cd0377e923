// (:Finding)
// Findings of a store that knew no order keys get them, some at a time (hub/findings/order.py).
MATCH (n:Finding)
WHERE n.by_amount IS NULL
WITH n
LIMIT 5000
SET n.by_amount = n.type + '|' + right('000000000000000' + toString(coalesce(n.amount, 0)), 15) + '|' + n.id,
  n.by_severity = n.type + '|00000000000000' + CASE n.severity WHEN 'high' THEN '3' WHEN 'medium' THEN '2' ELSE '1' END + '|' + n.id,
  n.by_first_seen = n.type + '|' + right('000000000000000' + toString(n.first_seen), 15) + '|' + n.id,
  n.by_last_seen = n.type + '|' + right('000000000000000' + toString(n.last_seen), 15) + '|' + n.id
RETURN count(n) AS changed
