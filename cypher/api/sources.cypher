// Every source with its last run and, where wanted, what its streams have answered within the viewer's divisions.
// (s:Source)<-[:OF_SOURCE]-(r:Run)   (c:Coverage)
// $name: one source, '' is every one; $divisions; $runs, $coverage: which parts are wanted.
MATCH (s:Source)
WHERE $name = '' OR s.id = $name
RETURN s.id AS id, s.department AS department, s.title_zh AS title_zh, s.title_en AS title_en,
  COLLECT {
    MATCH (s)<-[:OF_SOURCE]-(r:Run)
    WHERE $runs
    RETURN properties(r)
    ORDER BY r.id DESC
    LIMIT 1
  } AS runs,
  COLLECT {
    MATCH (c:Coverage)
    WHERE $coverage AND c.stream STARTS WITH s.id + '.' AND any(d IN $divisions WHERE c.division STARTS WITH d)
    WITH c.stream AS stream, c.division AS division, min(c.month) AS first, max(c.month) AS last, count(c) AS months
    RETURN [stream, division, first, last, months]
    ORDER BY stream, division
  } AS coverage
ORDER BY id
