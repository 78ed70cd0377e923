// (:{LABEL})
// Whom and which households the facts in some scopes are about.
UNWIND $scopes AS scope
MATCH (f:{LABEL} {scope: scope})
RETURN DISTINCT f.subject AS subject, f.object AS object
