// The entities of some nodes of people.
// (:Person {id, entity})
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN p.entity AS entity
