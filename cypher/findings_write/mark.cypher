// (:Schema {id: 'scan'})
// What the stored findings rest on: the day judged, the rules and cards, the last run seen. Empty while a scan writes.
// What held findings back is of the last full scan.
MERGE (s:Schema {id: 'scan'})
SET s.as_of = $as_of, s.rules = $rules, s.run = $run, s.waiting = coalesce($waiting, s.waiting)
