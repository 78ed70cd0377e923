// (:{LABEL})
// Of facts that a delivery changes, what else is written or touched with them.
UNWIND $ids AS id
MATCH (f:{LABEL} {id: id})
RETURN f.id AS id, f.learned_at AS learned_at, f.subject AS subject, f.object AS object
