// (n)
// Whether the store holds anything but its own version.
MATCH (n)
WHERE NOT n:Schema
RETURN n.id AS id
LIMIT 1
