// (:Decision)
// What was decided about findings, and on what evidence.
MATCH (d:Decision)
RETURN d.id AS id, d.finding AS finding, d.at AS at, d.outcome AS outcome, d.months AS months, d.evidence AS evidence
