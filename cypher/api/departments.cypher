// The department of each source.
// (:Source)
RETURN COLLECT { MATCH (s:Source) RETURN [s.id, s.department] } AS departments
