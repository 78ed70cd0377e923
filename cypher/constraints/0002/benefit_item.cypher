// (:Benefit {item})
CREATE INDEX benefit_item IF NOT EXISTS
FOR (n:Benefit) ON (n.item)
