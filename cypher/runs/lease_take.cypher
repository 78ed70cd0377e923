// (:Schema {id: 'writer', holder, token, command, host, since, until})
// Take the lease of a store, or renew it: times are the server's, in epoch milliseconds.
MATCH (w:Schema {id: 'writer'})
SET w.holder = $holder, w.token = $token, w.command = $command, w.host = $host, w.since = $since,
  w.until = timestamp() + $milliseconds
