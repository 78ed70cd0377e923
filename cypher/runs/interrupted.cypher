// Runs of a home whose process is gone: what they committed stays, the next run goes on from there.
// (:Run {state})
MATCH (r:Run {state: 'running'})
WHERE r.holder = $holder
SET r.state = 'failed', r.reason = $reason, r.reason_zh = $reason_zh
RETURN r.id AS id
