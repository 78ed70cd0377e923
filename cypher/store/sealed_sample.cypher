// (:PersonRecord)
// One record with sealed values: tests whether the encryption keys are this store's, where no proof is stored.
MATCH (f:PersonRecord)
WITH f
LIMIT 1
RETURN f.id AS id, f.key_enc AS key, f.national_id_enc AS national_id, f.phone_enc AS phone
