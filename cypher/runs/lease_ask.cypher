// (:Schema {id: 'writer'})
// Who holds the lease of a store. The first property is written so that whoever asks meanwhile waits, or asks again.
MERGE (w:Schema {id: 'writer'})
SET w.asked = $token
RETURN w.holder AS holder, w.token AS token, w.command AS command, w.host AS host, w.since AS since, w.until AS until,
  timestamp() AS now
