// (:Death {scope})
CREATE INDEX death_scope IF NOT EXISTS
FOR (n:Death) ON (n.scope)
