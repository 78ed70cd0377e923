// Which of some ids the hub holds, as a person or as a household.
// (:Person) (:Household)
UNWIND $ids AS id
OPTIONAL MATCH (p:Person {id: id})
OPTIONAL MATCH (h:Household {id: id})
WITH id, p, h
WHERE p IS NOT NULL OR h IS NOT NULL
RETURN id AS id, CASE WHEN p IS NULL THEN 'household' ELSE 'person' END AS type
ORDER BY id
