// (:Finding {household})
CREATE INDEX finding_household IF NOT EXISTS
FOR (n:Finding) ON (n.household)
