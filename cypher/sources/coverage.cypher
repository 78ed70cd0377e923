// What each stream has answered for: how many divisions, from which month to which, and when it was last learned.
// (:Coverage)
MATCH (c:Coverage)
RETURN c.stream AS stream, count(DISTINCT c.division) AS divisions, count(*) AS answers, min(c.month) AS first,
  max(c.month) AS last, max(c.learned_at) AS learned_at
ORDER BY stream
