// P01 for some accounts: those that the aid of several people goes to; one row a node of a person and account.
// (:Death)<-[:DIED]-(:Person)-[:PAID]->(:Payment {account_key})<-[:PAID]-(:Person)
// $first and $last bound the benefit months; $known_at is what had been learned by then.
UNWIND $ids AS account
MATCH (y:Payment {account_key: account})
WHERE y.month >= $first AND y.month <= $last
  AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at)
WITH account, collect(DISTINCT y.subject) AS people
WHERE size(people) > 1
UNWIND people AS id
MATCH (n:Person {id: id})
WITH DISTINCT account, n.entity AS entity
MATCH (p:Person {entity: entity})
RETURN account AS anchor, p.entity AS person,
  [(p)<-[:DESCRIBES]-(r:PersonRecord) WHERE r.name IS NOT NULL
    AND r.learned_at <= $known_at AND (r.retired_at IS NULL OR r.retired_at > $known_at) | r.name] AS names,
  [(p)-[:DIED]->(d:Death) WHERE d.learned_at <= $known_at AND (d.retired_at IS NULL OR d.retired_at > $known_at) |
    ['death', d.id, null, substring(d.date, 0, 7), null, null, d.stream, d.division, d.run, d.learned_at]] AS deaths,
  [(p)-[:SPENT]->(e:MedicalExpense) WHERE e.learned_at <= $known_at AND (e.retired_at IS NULL OR e.retired_at > $known_at) |
    substring(e.settled_on, 0, 7)] AS seen,
  [(p)-[:PAID]->(y:Payment) WHERE y.account_key = account AND y.month >= $first AND y.month <= $last
    AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at) |
    ['payment', y.id, y.item, y.month, y.amount, y.account_name, y.stream, y.division, y.run, y.learned_at]] AS facts
