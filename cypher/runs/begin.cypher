// A run of a source begins: its counters are all there from the start.
// (:Run)-[:OF_SOURCE]->(:Source)
MATCH (s:Source {id: $source})
CREATE (r:Run {id: $id, source: $source, department: $department, state: 'running', started_at: $started_at,
  read: 0, held: 0, rejected: 0, pending: 0, applied: 0, unchanged: 0, ended: 0, retired: 0, seconds: 0.0,
  reason: '', reason_zh: '', plan: '', holder: $holder})-[:OF_SOURCE]->(s)
