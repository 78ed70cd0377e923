// How many nodes of people there are.
MATCH (p:Person) RETURN count(p) AS people
