// When some runs began: what they wrote counts as learned then.
// (:Run)
UNWIND $ids AS id
MATCH (r:Run {id: id})
RETURN r.id AS id, r.started_at AS started_at
