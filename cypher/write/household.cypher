// (:Household {id, form})
// Households that are not there yet: rows of id, form.
UNWIND $rows AS row
OPTIONAL MATCH (h:Household {id: row.id})
WITH row, h
WHERE h IS NULL
CREATE (:Household {id: row.id, form: row.form})
