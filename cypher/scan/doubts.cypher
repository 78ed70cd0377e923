// Doubts: rejected rows that may be about a person.
// (:Doubt)
MATCH (d:Doubt)
RETURN d.stream AS stream, d.division AS division, d.month AS month, d.person AS person, d.name AS name,
  d.township AS township
