// (:Doubt {stream})
CREATE INDEX doubt_stream IF NOT EXISTS
FOR (n:Doubt) ON (n.stream)
