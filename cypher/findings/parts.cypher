// (:Finding)
// What filtered findings put at stake, for totals; filters as in findings/list.
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
RETURN n.rule AS rule, n.subject AS subject, n.divisions AS divisions, n.departments AS departments,
  n.amount AS amount, n.parts AS parts
