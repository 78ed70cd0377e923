// (:Schema {id: 'scan'})
// What the stored findings rest on: the day judged, the rules and cards, the last run seen.
MATCH (s:Schema {id: 'scan'})
RETURN s.as_of AS as_of, s.rules AS rules, s.run AS run, s.waiting AS waiting
