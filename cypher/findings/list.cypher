// (:Finding)-[:CITES]->(fact)
// Findings with the keys of what they cite; an empty text or list filters nothing, months and amounts are bounds.
MATCH (n:Finding)
WHERE (size($rules) = 0 OR n.rule IN $rules)
  AND (size($types) = 0 OR n.type IN $types)
  AND (size($severities) = 0 OR n.severity IN $severities)
  AND (size($states) = 0 OR n.state IN $states)
  AND (size($subjects) = 0 OR n.subject IN $subjects)
  AND ($department = '' OR $department IN n.departments)
  AND ($division = '' OR any(division IN n.divisions WHERE division STARTS WITH $division))
  AND any(month IN n.months WHERE month >= $first AND month <= $last)
  AND coalesce(n.amount, 0) >= $least AND coalesce(n.amount, 0) <= $most
WITH n
ORDER BY CASE $order WHEN 'amount' THEN coalesce(n.amount, 0) ELSE 0 END DESC,
  CASE $order WHEN 'month' THEN n.months[0] ELSE '' END DESC,
  CASE $order WHEN 'severity' THEN CASE n.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END ELSE 0 END,
  n.rule, n.id
SKIP $skip
LIMIT $limit
RETURN properties(n) AS finding, [(n)-[:ABOUT]->(s) | s.id] AS about, [(n)-[:CITES]->(f) | [f.id, f.key, f.key_enc, labels(f)[0]]] AS keys
