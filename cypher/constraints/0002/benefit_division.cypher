// (:Benefit {division})
CREATE INDEX benefit_division IF NOT EXISTS
FOR (n:Benefit) ON (n.division)
