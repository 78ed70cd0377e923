// (:Superseded {key_enc, address_enc, alias_enc, national_id_enc, phone_enc, account_enc, account_name_enc, number_enc, school_number_enc})
// How many values each key version seals, and one of them.
MATCH (n:Superseded)
UNWIND [n.key_enc, n.address_enc, n.alias_enc, n.national_id_enc, n.phone_enc, n.account_enc, n.account_name_enc, n.number_enc, n.school_number_enc] AS value
WITH value
WHERE value IS NOT NULL
RETURN split(value, ':')[0] AS version, count(value) AS number, min(value) AS sample
