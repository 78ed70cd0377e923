// (:Finding)-[:DECIDED]->(:Decision)
// Decisions, whole; each names its finding.
MATCH (d:Decision)<-[:DECIDED]-(:Finding)
RETURN properties(d) AS props
