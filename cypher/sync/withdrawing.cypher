// Withdrawals that were begun and not ended.
// (:Run)
MATCH (r:Run {state: 'withdrawing'})
RETURN r.id AS id, r.source AS source, r.plan AS plan, r.started_at AS started_at
ORDER BY id
