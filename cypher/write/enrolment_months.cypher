// (:Enrolment {months})
// Rosters' facts whose listed months changed: rows of id, months.
UNWIND $rows AS row
MATCH (f:Enrolment {id: row.id})
SET f.months = row.months
