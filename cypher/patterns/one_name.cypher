// P02: accounts that the aid of several people goes to who have the name of its holder; one row a node of a person.
// (:Person)-[:PAID]->(:Payment {account_key, account_name}), (:PersonRecord {name})-[:DESCRIBES]->(:Person)
// $first and $last bound the benefit months; $known_at is what had been learned by then.
MATCH (y:Payment)
WHERE y.account_key IS NOT NULL AND y.account_name IS NOT NULL AND y.month >= $first AND y.month <= $last
  AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at)
WITH y.account_key AS account, y
WITH account, y.account_name AS name, collect(DISTINCT y.subject) AS people
WHERE size(people) > 1
UNWIND people AS id
MATCH (n:Person {id: id})<-[:DESCRIBES]-(r:PersonRecord)
WHERE r.name = name AND r.learned_at <= $known_at AND (r.retired_at IS NULL OR r.retired_at > $known_at)
WITH account, name, collect(DISTINCT n.entity) AS people
WHERE size(people) > 1
UNWIND people AS entity
MATCH (p:Person {entity: entity})
RETURN account AS anchor, p.entity AS person, [name] AS names,
  [(p)-[:PAID]->(y:Payment) WHERE y.account_key = account AND y.account_name = name AND y.month >= $first
    AND y.month <= $last AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at) |
    ['payment', y.id, y.item, y.month, y.amount, y.account_name, y.stream, y.division, y.run, y.learned_at]] AS facts
