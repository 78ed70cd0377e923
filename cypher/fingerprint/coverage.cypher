// (:Coverage)
// Which stream has answered for which division and month.
MATCH (c:Coverage)
RETURN c.stream AS stream, c.division AS division, c.month AS month
