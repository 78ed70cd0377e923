// The number of nodes of people.
// (:Person)
MATCH (p:Person) RETURN count(p) AS people
