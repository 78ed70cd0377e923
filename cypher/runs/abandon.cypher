// Runs of a source that a crash left running: what they committed stays, the next run goes on from there.
// (:Run)
MATCH (r:Run {source: $source})
WHERE r.state = 'running' AND r.id <> $id
SET r.state = 'failed', r.reason = 'interrupted', r.reason_zh = '被中断；再次运行 sync 会接着完成'
RETURN r.id AS id
