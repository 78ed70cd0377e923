// (:Superseded)
// The content of an old version for the fingerprint, without times; withdrawn ones do not count.
MATCH (v:Superseded)
WHERE v.change <> 'withdrawn'
RETURN v.fact AS fact, v.type AS type, v.digest AS digest, v.stream AS stream, v.division AS division,
  v.months AS months, v.change AS change
