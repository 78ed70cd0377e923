// (:Death {division})
CREATE INDEX death_division IF NOT EXISTS
FOR (n:Death) ON (n.division)
