// (:DisabilityCertificate {scope})
CREATE INDEX disability_certificate_scope IF NOT EXISTS
FOR (n:DisabilityCertificate) ON (n.scope)
