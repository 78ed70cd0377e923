// (:PersonRecord {key_enc, address_enc, alias_enc, national_id_enc, phone_enc})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:PersonRecord)
UNWIND [['key_enc', n.key_enc], ['address_enc', n.address_enc], ['alias_enc', n.alias_enc], ['national_id_enc', n.national_id_enc], ['phone_enc', n.phone_enc]] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min(value[1] + ' ' + value[0] + ' ' + n.id) AS sample
