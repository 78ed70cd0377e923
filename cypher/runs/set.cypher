// A run's state and counters with this batch; commits with the batch's data.
// (:Run)
MATCH (r:Run {id: $id})
SET r += $values
