// (:Person {id, entity, birth?, sex?})
// People that are not there yet: rows of id, birth, sex. Faster on the embedded engine than a MERGE that creates.
UNWIND $rows AS row
OPTIONAL MATCH (p:Person {id: row.id})
WITH row, p
WHERE p IS NULL
CREATE (:Person {id: row.id, entity: row.id, birth: row.birth, sex: row.sex})
