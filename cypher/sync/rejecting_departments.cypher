// Departments of rejected rows, also of sources that are no longer plugged in.
// (:Rejection)
MATCH (r:Rejection)
RETURN DISTINCT r.department AS department
ORDER BY department
