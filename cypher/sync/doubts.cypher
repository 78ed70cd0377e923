// The doubts of a stream: rejected rows that may be about a person.
// (:Doubt)
MATCH (d:Doubt {stream: $stream})
RETURN d.id AS id, d.division AS division, d.month AS month, d.person AS person, d.part AS part
