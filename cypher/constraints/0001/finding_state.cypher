// (:Finding {state})
CREATE INDEX finding_state IF NOT EXISTS
FOR (n:Finding) ON (n.state)
