// Rows that an earlier run rejected and that this run's reading of the same delivery no longer does: mended, or gone.
// (:Rejection)
UNWIND $rows AS row
MATCH (r:Rejection {source: row.source})
WHERE r.stream = row.stream AND r.file = row.place AND r.run <> row.run AND r.settled_by IS NULL
SET r.settled_by = row.run
