// The source of a card; written again at every run, so that a changed title shows.
// (:Source)
MERGE (s:Source {id: $id})
SET s.department = $department, s.title_zh = $title_zh, s.title_en = $title_en, s.streams = $streams
