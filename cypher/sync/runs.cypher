// Runs, the newest first.
// (:Run)-[:OF_SOURCE]->(:Source)
MATCH (r:Run)
WHERE $source = '' OR r.source = $source
RETURN r.id AS run, r.source AS source, r.department AS department, r.read AS read, r.held AS held,
  r.rejected AS rejected, r.pending AS pending, r.applied AS applied, r.unchanged AS unchanged, r.ended AS ended,
  r.retired AS retired, r.state AS state, r.seconds AS seconds, r.reason AS reason,
  r.reason_zh AS reason_zh, r.started_at AS started_at, coalesce(r.files, []) AS files, r.holder AS holder
ORDER BY r.id DESC
LIMIT $limit
