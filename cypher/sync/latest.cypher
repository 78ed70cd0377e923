// When the store learned something last (epoch ms): what a run says counts as learned when it began.
// (:Run {started_at})
MATCH (r:Run)
RETURN max(r.started_at) AS latest
