// (:Kinship {scope})
CREATE INDEX kinship_scope IF NOT EXISTS
FOR (n:Kinship) ON (n.scope)
