// Findings whose id begins with a text, with the household that each is about.
// (:Finding)
MATCH (n:Finding)
WHERE n.id STARTS WITH $prefix
RETURN n.id AS id, n.household AS household
ORDER BY id
LIMIT 2
