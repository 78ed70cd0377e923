// (:Rejection {run})
CREATE INDEX rejection_run IF NOT EXISTS
FOR (n:Rejection) ON (n.run)
