// (:Doubt {person})
CREATE INDEX doubt_person IF NOT EXISTS
FOR (n:Doubt) ON (n.person)
