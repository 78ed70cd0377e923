// (:Pending {stream, place})
CREATE INDEX pending_stream_place IF NOT EXISTS
FOR (n:Pending) ON (n.stream, n.place)
