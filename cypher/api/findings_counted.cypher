// What findings come to, counted one by one: filters as in api/findings_ORDER.
// (:Finding)
MATCH (f:Finding)
WHERE f.type = $type
  AND any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d))
  AND ($all_rules OR f.rule IN $rules) AND ($all_severities OR f.severity IN $severities)
  AND ($all_states OR f.state IN $states)
  AND ($all_departments OR any(p IN f.departments WHERE p IN $departments))
  AND ($all_months OR any(m IN f.months WHERE m >= $from_month AND m <= $to_month))
  AND ($any_amount OR (f.amount >= $amount_from AND f.amount <= $amount_to))
RETURN f.rule AS rule, f.divisions AS divisions, f.departments AS departments,
  CASE WHEN $amounts THEN f.subject END AS subject, CASE WHEN $amounts THEN f.amount END AS amount,
  CASE WHEN $amounts THEN f.parts END AS parts, count(f) AS findings
