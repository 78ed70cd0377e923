// (:{LABEL})
// The content of a fact for the fingerprint, without learning time and run.
MATCH (f:{LABEL})
RETURN f.id AS id, f.digest AS digest, f.stream AS stream, f.division AS division, f.months AS months,
  f.retired_at IS NOT NULL AS retired
