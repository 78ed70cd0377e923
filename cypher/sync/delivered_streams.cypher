// The streams of which anything has been applied, of all sources.
// (:Delivered)
MATCH (d:Delivered)
WHERE d.run <> ''
RETURN DISTINCT d.source AS source, d.stream AS stream
