// A page of rejected rows of the viewer's divisions, without what they said; the newest run first, then file and row.
// (r:Rejection)
// $unplaced: also rows whose division could not be told. Of all runs: those that nothing has mended since.
MATCH (r:Rejection)
WHERE (any(d IN $divisions WHERE r.division STARTS WITH d) OR ($unplaced AND r.division IS NULL))
  AND (r.run IN $runs OR ($all_runs AND r.settled_by IS NULL)) AND ($all_sources OR r.source IN $sources)
  AND ($all_reasons OR r.reason IN $reasons) AND ($all_departments OR r.department IN $departments)
WITH r, r.run AS run,
  coalesce(r.file, '') + coalesce('!' + r.sheet, '') + '|' +
    right('000000000' + toString(coalesce(r.row, 0)), 9) + '|' + r.id AS position
WHERE $from_start OR run < $after_run OR (run = $after_run AND position > $after_position)
RETURN r.id AS id, run, r.source AS source, r.stream AS stream, r.department AS department,
  r.file + coalesce('!' + r.sheet, '') AS file, r.row AS row,
  r.field AS field, r.reason AS reason, r.expected AS expected, r.division AS division, position
ORDER BY run DESC, position
LIMIT $limit
