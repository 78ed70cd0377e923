// The months that a stream has answered, by division.
// (:Coverage)
MATCH (c:Coverage {stream: $stream})
RETURN c.division AS division, c.month AS month
