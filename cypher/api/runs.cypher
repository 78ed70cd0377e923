// A page of runs, the newest first: their ids are sortable by time.
// (r:Run)
MATCH (r:Run)
WHERE ($from_start OR r.id < $after) AND ($all_sources OR r.source IN $sources) AND ($all_states OR r.state IN $states)
RETURN properties(r) AS run
ORDER BY r.id DESC
LIMIT $limit
