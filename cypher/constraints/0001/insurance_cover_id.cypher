// (:InsuranceCover {id})
CREATE CONSTRAINT insurance_cover_id IF NOT EXISTS
FOR (n:InsuranceCover) REQUIRE n.id IS UNIQUE
