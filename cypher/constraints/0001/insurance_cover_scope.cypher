// (:InsuranceCover {scope})
CREATE INDEX insurance_cover_scope IF NOT EXISTS
FOR (n:InsuranceCover) ON (n.scope)
