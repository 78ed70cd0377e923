// (:Membership)
// What the store holds in some scopes, retired or not, to compare a delivery with.
UNWIND $scopes AS scope
MATCH (f:Membership {scope: scope})
WITH substring(f.id, 1, 2) AS part, collect([f.id, f.key_id, f.scope, f.digest, f.months,
  f.learned_at, f.retired_at, f.subject, f.object]) AS facts
RETURN part, facts
