// One rejected row by its id, without what it said.
// (r:Rejection {id})
MATCH (r:Rejection {id: $id})
WHERE any(d IN $divisions WHERE r.division STARTS WITH d) OR ($unplaced AND r.division IS NULL)
RETURN r.id AS id, r.run AS run, r.source AS source, r.stream AS stream, r.department AS department,
  r.file + coalesce('!' + r.sheet, '') AS file, r.row AS row, r.field AS field, r.reason AS reason, r.expected AS expected, r.division AS division
