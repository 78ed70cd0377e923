// The first findings of a range of their order, of one type; scope and filter apply on the way.
// (f:Finding)
MATCH (f:Finding)
WHERE f.{KEY} >= $from AND f.{KEY} < $to
  AND any(v IN f.divisions WHERE any(d IN $divisions WHERE v STARTS WITH d))
  AND ($all_rules OR f.rule IN $rules) AND ($all_severities OR f.severity IN $severities)
  AND ($all_states OR f.state IN $states)
  AND ($all_departments OR any(p IN f.departments WHERE p IN $departments))
  AND ($all_months OR any(m IN f.months WHERE m >= $from_month AND m <= $to_month))
  AND ($any_amount OR (f.amount >= $amount_from AND f.amount <= $amount_to))
RETURN f.{KEY} AS key, f.id AS id
ORDER BY f.{KEY}{DIRECTION}
LIMIT $limit
