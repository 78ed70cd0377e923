// (:Superseded {fact})
CREATE INDEX superseded_fact IF NOT EXISTS
FOR (n:Superseded) ON (n.fact)
