// Which stream has answered for which division and month; an answer given again without a change keeps its first run.
// (:Coverage)
UNWIND $rows AS row
MERGE (c:Coverage {id: row.id})
ON CREATE SET c.stream = row.stream, c.division = row.division, c.month = row.month, c.run = row.run,
  c.learned_at = row.learned_at
ON MATCH SET c.run = CASE WHEN row.changed THEN row.run ELSE c.run END
