// (:Finding {rule})
CREATE INDEX finding_rule IF NOT EXISTS
FOR (n:Finding) ON (n.rule)
