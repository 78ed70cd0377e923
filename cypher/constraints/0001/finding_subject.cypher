// (:Finding {subject})
CREATE INDEX finding_subject IF NOT EXISTS
FOR (n:Finding) ON (n.subject)
