// (:Superseded)
// What counts of an old version, without when it was learned or replaced; what was withdrawn never was.
MATCH (v:Superseded)
WHERE v.change <> 'withdrawn'
RETURN v.fact AS fact, v.type AS type, v.digest AS digest, v.stream AS stream, v.division AS division,
  v.months AS months, v.change AS change
