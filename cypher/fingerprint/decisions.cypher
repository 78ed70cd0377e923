// (:Decision)
// What was decided about findings, which no scan can find again.
MATCH (d:Decision)
RETURN d.id AS id, d.finding AS finding, d.at AS at, d.by AS by, d.outcome AS outcome
