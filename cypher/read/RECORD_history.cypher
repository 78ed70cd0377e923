// (:{LABEL})
// Where the facts of some scopes came from, to take back what one delivery brought.
UNWIND $scopes AS scope
MATCH (f:{LABEL} {scope: scope})
RETURN f.id AS id, f.run AS run, f.months AS months, f.retired_at AS retired_at, f.subject AS subject, f.object AS object
