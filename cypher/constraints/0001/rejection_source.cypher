// (:Rejection {source})
CREATE INDEX rejection_source IF NOT EXISTS
FOR (n:Rejection) ON (n.source)
