// (:Superseded {key_enc, address_enc, alias_enc, national_id_enc, phone_enc, account_enc, account_name_enc, number_enc, school_number_enc, invoice_enc, visit_number_enc})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:Superseded)
UNWIND [['key_enc', n.key_enc], ['address_enc', n.address_enc], ['alias_enc', n.alias_enc], ['national_id_enc', n.national_id_enc], ['phone_enc', n.phone_enc], ['account_enc', n.account_enc], ['account_name_enc', n.account_name_enc], ['number_enc', n.number_enc], ['school_number_enc', n.school_number_enc], ['invoice_enc', n.invoice_enc], ['visit_number_enc', n.visit_number_enc]] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min(value[1] + ' ' + value[0] + ' ' + n.type + ' ' + n.fact) AS sample
