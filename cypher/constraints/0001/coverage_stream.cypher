// (:Coverage {stream})
CREATE INDEX coverage_stream IF NOT EXISTS
FOR (n:Coverage) ON (n.stream)
