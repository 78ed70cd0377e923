// (:DisabilityCertificate)
// What the store holds in some scopes, retired or not, to compare a delivery with.
UNWIND $scopes AS scope
MATCH (f:DisabilityCertificate {scope: scope})
RETURN f.id AS id, f.key_id AS key_id, f.scope AS scope, f.digest AS digest, f.months AS months,
  f.learned_at AS learned_at, f.retired_at AS retired_at, f.subject AS subject, f.object AS object
