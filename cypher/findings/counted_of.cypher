// (:Finding {subject})
// What totals are counted of, of some subjects.
UNWIND $ids AS id
MATCH (n:Finding {subject: id})
RETURN n.id AS id, n.subject AS subject, n.type AS type, n.state AS state, n.rule AS rule,
  n.divisions AS divisions, n.departments AS departments, n.amount AS amount, n.parts AS parts
