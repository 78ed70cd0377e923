// People with more than one node.
// (:Person {id, entity})
MATCH (p:Person) WHERE p.entity <> p.id
RETURN DISTINCT p.entity AS id
