// (:Coverage {stream, division})
CREATE INDEX coverage_stream_division IF NOT EXISTS
FOR (n:Coverage) ON (n.stream, n.division)
