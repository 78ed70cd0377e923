// (:DisabilityCertificate {division})
CREATE INDEX disability_certificate_division IF NOT EXISTS
FOR (n:DisabilityCertificate) ON (n.division)
