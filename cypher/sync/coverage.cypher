// The months that a stream has answered: one record a division, because the driver's cost is per record.
// (:Coverage)
MATCH (c:Coverage {stream: $stream})
RETURN c.division AS division, collect(c.month) AS months
