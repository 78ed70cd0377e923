// Which stream has answered for which division and months, and by which runs.
// (:Coverage)
MATCH (c:Coverage)
WHERE c.learned_at <= $known_at
RETURN c.stream AS stream, c.division AS division, collect(c.month) AS months, collect(c.run) AS runs
