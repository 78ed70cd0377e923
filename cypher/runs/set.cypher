// A run's state and counters as they stand with this batch; commits with the batch's data.
// (:Run)
MATCH (r:Run {id: $id})
SET r += $values
