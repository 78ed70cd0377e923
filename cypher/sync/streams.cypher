// What each source's streams answered when it was last pulled.
// (:Source)
MATCH (s:Source)
WHERE s.streams IS NOT NULL
RETURN s.id AS source, s.streams AS streams
