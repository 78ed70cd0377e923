// Rejected rows without their values: place, field, reason; without a run, those not corrected since.
// (:Rejection)
MATCH (r:Rejection)
WHERE ($source = '' OR r.source = $source) AND ($department = '' OR r.department = $department)
  AND (r.run = $run OR ($run = '' AND r.settled_by IS NULL))
RETURN r.source AS source, r.stream AS stream, r.run AS run, r.file AS file, r.row AS row, r.field AS field,
  r.reason AS reason, r.expected AS expected, r.expected_zh AS expected_zh, r.department AS department,
  r.sheet AS sheet
ORDER BY r.source, r.file, r.sheet, r.row
LIMIT $limit
