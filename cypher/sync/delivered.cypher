// Applied deliveries of a source, and decisions about its deliveries.
// (:Delivered)
MATCH (d:Delivered {source: $source})
RETURN d.id AS id, d.stream AS stream, d.place AS place, d.token AS token, d.card AS card, d.pending AS pending,
  d.run AS run, d.released AS released, d.dismissed AS dismissed, d.withdrawn AS withdrawn, d.records AS records,
  d.answers AS answers, d.rows AS rows, d.version AS version, d.read_at AS read_at
