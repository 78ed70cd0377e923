// Accounts that the aid of some people goes or went to, and those that pattern findings about them are of.
// (:Person)-[:PAID]->(:Payment {account_key}), (:Person)<-[:ABOUT]-(:Finding {discriminator})
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person, [(p)-[:PAID]->(y:Payment) WHERE y.account_key IS NOT NULL | y.account_key]
  + [(p)<-[:ABOUT]-(n:Finding) WHERE n.rule IN $rules | n.discriminator] AS accounts
