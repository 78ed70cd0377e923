// (:Delivered {source})
CREATE INDEX delivered_source IF NOT EXISTS
FOR (n:Delivered) ON (n.source)
