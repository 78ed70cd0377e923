// Which people some nodes stand for.
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN p.entity AS entity
