// Held runs, the newest first.
// (:Run)
MATCH (r:Run {state: 'held'})
RETURN r.id AS id, r.source AS source, r.department AS department, r.started_at AS started_at, r.reason AS reason,
  r.reason_zh AS reason_zh,  r.plan AS plan, r.read AS read, r.held AS held, r.ended AS ended, r.retired AS retired
ORDER BY r.id DESC
