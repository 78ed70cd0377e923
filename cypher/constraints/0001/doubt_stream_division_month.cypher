// (:Doubt {stream, division, month})
CREATE INDEX doubt_stream_division_month IF NOT EXISTS
FOR (n:Doubt) ON (n.stream, n.division, n.month)
