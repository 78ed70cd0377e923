// (:Superseded {subject})
CREATE INDEX superseded_subject IF NOT EXISTS
FOR (n:Superseded) ON (n.subject)
