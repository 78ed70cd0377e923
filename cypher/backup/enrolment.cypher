// (:Person)-[:ENROLLED]->(:Enrolment)
// Whole facts, as create takes them.
MATCH (f:Enrolment)
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
