// The latest learning time of the store (epoch ms): a run's facts count as learned at its start.
// (:Run {started_at})
MATCH (r:Run)
RETURN max(r.started_at) AS latest
