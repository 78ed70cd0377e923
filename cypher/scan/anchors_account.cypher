// Accounts that the aid of some people goes or went to.
// (:Person)-[:PAID]->(:Payment {account_key})
UNWIND $ids AS id
MATCH (p:Person {entity: id})
RETURN p.entity AS person, [(p)-[:PAID]->(y:Payment) WHERE y.account_key IS NOT NULL | y.account_key] AS anchors
