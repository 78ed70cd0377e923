// (:Finding {subject, state})
// How many stored findings are about some people and households, by rule; those that are settled are left out.
UNWIND $ids AS id
MATCH (f:Finding {subject: id})
WHERE f.state IN ['new', 'open', 'unknown']
RETURN f.rule AS rule, count(f) AS findings
