// (:Run)-[:OF_SOURCE]->(:Source)
// Which source a run pulled: rows of run, source.
UNWIND $rows AS row
MATCH (r:Run {id: row.run})
MATCH (s:Source {id: row.source})
CREATE (r)-[:OF_SOURCE]->(s)
