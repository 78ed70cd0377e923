// (:Finding)
// What totals are counted of, the findings of one subject together.
MATCH (n:Finding)
RETURN n.id AS id, n.subject AS subject, n.type AS type, n.state AS state, n.rule AS rule,
  n.divisions AS divisions, n.departments AS departments, n.amount AS amount, n.parts AS parts
ORDER BY subject
