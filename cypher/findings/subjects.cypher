// (:Finding {subject})
// Whom findings are about, once for each finding.
MATCH (n:Finding)
RETURN n.subject AS subject
