// Everything that has been applied, of all sources.
// (:Delivered)
MATCH (d:Delivered)
WHERE d.run <> ''
RETURN d.id AS id, d.source AS source, d.stream AS stream, d.place AS place, d.token AS token, d.card AS card,
  d.run AS run, coalesce(d.runs, [d.run]) AS runs, d.rows AS rows, d.records AS records, d.answers AS answers
ORDER BY id
