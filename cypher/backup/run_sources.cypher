// (:Run)-[:OF_SOURCE]->(:Source)
// Which source a run pulled.
MATCH (r:Run)-[:OF_SOURCE]->(s:Source)
RETURN r.id AS run, s.id AS source
