// (:{LABEL} {{FIELDS}})
// What holds a value under another key than the current one (its version and a colon).
MATCH (n:{LABEL})
WHERE {UNDER_ANOTHER_KEY}
RETURN n.id AS id, n.run AS run,
  {COLUMNS}
