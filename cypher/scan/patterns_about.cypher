// Findings of some rules about some people, by what each hangs on.
// (:Person)<-[:ABOUT]-(:Finding {rule, discriminator})
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person, [(p)<-[:ABOUT]-(n:Finding) WHERE n.rule IN $rules | [n.rule, n.discriminator]] AS found
