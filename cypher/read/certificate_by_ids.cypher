// (:DisabilityCertificate)
// What the store holds of some facts, to compare a delivery with.
UNWIND $ids AS id
MATCH (f:DisabilityCertificate {id: id})
RETURN f.id AS id, f.key_id AS key_id, f.scope AS scope, f.digest AS digest, f.months AS months,
  f.learned_at AS learned_at, f.retired_at AS retired_at, f.subject AS subject, f.object AS object
