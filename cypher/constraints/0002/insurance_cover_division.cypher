// (:InsuranceCover {division})
CREATE INDEX insurance_cover_division IF NOT EXISTS
FOR (n:InsuranceCover) ON (n.division)
