// A held run that a later one of the source has taken over, released or not.
// (:Run)
MATCH (r:Run {source: $source, state: 'held'})
WHERE r.id <> $id
SET r.state = 'failed', r.reason = 'taken over by a later run: ' + r.reason,
  r.reason_zh = '已由之后的运行接替：' + coalesce(r.reason_zh, r.reason)
