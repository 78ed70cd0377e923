// (:Source)   (:Run)
// What a filter may name: sources and departments; of the asked runs, those that exist, and where none does the latest.
MATCH (s:Source)
WITH collect(s.id) AS sources, collect(s.department) AS departments
OPTIONAL MATCH (r:Run)
WHERE r.id IN $runs
RETURN sources, departments, collect(r.id) AS runs
