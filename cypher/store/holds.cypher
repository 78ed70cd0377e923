// (n)
// Whether the store holds anything but its own version: 1 or 0.
MATCH (n)
WHERE NOT n:Schema
WITH n
LIMIT 1
RETURN count(n) AS holds
