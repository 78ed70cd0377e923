// (:Finding {type})
CREATE INDEX finding_type IF NOT EXISTS
FOR (n:Finding) ON (n.type)
