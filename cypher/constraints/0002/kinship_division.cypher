// (:Kinship {division})
CREATE INDEX kinship_division IF NOT EXISTS
FOR (n:Kinship) ON (n.division)
