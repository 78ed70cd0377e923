// Rows whose reference has not arrived, without what they say: where they are and what they wait for.
// (:Pending)
MATCH (p:Pending)
WHERE $source = '' OR p.source = $source
RETURN p.source AS source, p.stream AS stream, p.run AS run, p.place AS place, p.row AS row, p.division AS division,
  p.waits_for AS waits_for, p.waits_for_zh AS waits_for_zh
ORDER BY p.source, p.place, p.row
LIMIT $limit
