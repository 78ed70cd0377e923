// (:HouseholdRecord {key_enc, address_enc, phone_enc})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:HouseholdRecord)
UNWIND [['key_enc', n.key_enc], ['address_enc', n.address_enc], ['phone_enc', n.phone_enc]] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min(value[1] + ' ' + value[0] + ' ' + n.id) AS sample
