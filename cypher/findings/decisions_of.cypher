// (:Decision {finding})
// The same about some findings.
UNWIND $ids AS id
MATCH (d:Decision {finding: id})
RETURN d.id AS id, d.finding AS finding, d.at AS at, d.outcome AS outcome, d.months AS months, d.evidence AS evidence
