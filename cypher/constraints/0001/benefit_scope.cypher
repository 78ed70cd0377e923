// (:Benefit {scope})
CREATE INDEX benefit_scope IF NOT EXISTS
FOR (n:Benefit) ON (n.scope)
