// (:FenceKeys {id})
// The orders whose ranges have fences.
MATCH (o:FenceKeys)
RETURN o.id AS id
