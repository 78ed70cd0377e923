// (:Run)
// Runs after one of them that may have written something, by id, which sorts by time.
MATCH (r:Run)
WHERE r.id > $after AND r.state <> 'staged'
RETURN r.id AS id
ORDER BY id
