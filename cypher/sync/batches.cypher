// How many batches of a run have been committed: the marker of a commit whose answer was lost.
// (:Run)
MATCH (r:Run {id: $id})
RETURN coalesce(r.batches, 0) AS batches
