// (:{LABEL})
// What counts of a fact's content, without when and by which run it was learned.
MATCH (f:{LABEL})
RETURN f.id AS id, f.digest AS digest, f.stream AS stream, f.division AS division, f.months AS months,
  f.retired_at IS NOT NULL AS retired
