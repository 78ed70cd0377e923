// (:Run {source, read})
// How many rows each source ever delivered at once: who has most to do begins first.
MATCH (r:Run)
RETURN r.source AS source, max(r.read) AS rows
