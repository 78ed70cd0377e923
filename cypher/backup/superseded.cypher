// (fact)-[:WAS]->(:Superseded)
// Old versions, whole; each names its fact and the record it is of.
MATCH (v:Superseded)
RETURN properties(v) AS props
