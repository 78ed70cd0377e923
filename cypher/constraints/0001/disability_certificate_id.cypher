// (:DisabilityCertificate {id})
CREATE CONSTRAINT disability_certificate_id IF NOT EXISTS
FOR (n:DisabilityCertificate) REQUIRE n.id IS UNIQUE
