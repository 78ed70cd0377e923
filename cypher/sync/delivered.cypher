// What has been applied of a source.
// (:Delivered)
MATCH (d:Delivered {source: $source})
RETURN d.id AS id, d.token AS token, d.card AS card, d.pending AS pending
