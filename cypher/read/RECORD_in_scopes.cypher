// (:{LABEL})
// What the store holds in some scopes, retired or not, to compare a delivery with.
UNWIND $scopes AS scope
MATCH (f:{LABEL} {scope: scope})
WITH scope, substring(f.id, 1, 2) AS part, collect([f.id, f.key_id, f.digest, f.months, f.retired_at]) AS facts
RETURN scope, part, facts
