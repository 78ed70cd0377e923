// (:Run {state})
CREATE INDEX run_state IF NOT EXISTS
FOR (n:Run) ON (n.state)
