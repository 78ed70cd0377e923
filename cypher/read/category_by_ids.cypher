// (:Category)
// What the store holds of some facts, to compare a delivery with.
UNWIND $ids AS id
MATCH (f:Category {id: id})
WITH substring(f.id, 1, 2) AS part, collect([f.id, f.key_id, f.scope, f.digest, f.months,
  f.learned_at, f.retired_at, f.subject, f.object]) AS facts
RETURN part, facts
