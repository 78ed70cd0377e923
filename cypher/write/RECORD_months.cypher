// (:{LABEL} {months})
// Rosters' facts whose listed months changed: rows of id, months.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
SET f.months = row.months
