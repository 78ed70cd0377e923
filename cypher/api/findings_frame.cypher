// What a page of findings needs besides them: where ranges of its order may end, and whose source is whose.
// (:FenceKeys {id}), (:Source)
OPTIONAL MATCH (o:FenceKeys {id: $order})
RETURN [key IN coalesce(o.keys, []) WHERE key > $low AND key < $high] AS fences,
  COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments
