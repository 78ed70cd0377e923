// (:Run {source})
CREATE INDEX run_source IF NOT EXISTS
FOR (n:Run) ON (n.source)
