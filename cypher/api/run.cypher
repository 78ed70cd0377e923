// One run by its id.
// (r:Run {id})
MATCH (r:Run {id: $id})
RETURN properties(r) AS run
