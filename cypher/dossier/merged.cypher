// People for whom more than one node stands.
MATCH (p:Person) WHERE p.entity <> p.id
RETURN DISTINCT p.entity AS id
