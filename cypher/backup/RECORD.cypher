// {DRAWN}
// Whole facts, as create takes them.
MATCH (f:{LABEL})
RETURN f.subject AS subject, f.object AS object, properties(f) AS props
