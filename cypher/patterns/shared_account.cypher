// D38: accounts that receive the aid of more people than $least; one row a person and account.
// (:Person)-[:PAID]->(:Payment {account_key})
// $first and $last bound the benefit months; $known_at is what had been learned by then.
MATCH (y:Payment)
WHERE y.account_key IS NOT NULL AND y.month >= $first AND y.month <= $last
  AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at)
WITH y.account_key AS account, collect(DISTINCT y.subject) AS people
WHERE size(people) > $least
UNWIND people AS id
MATCH (p:Person {id: id})
RETURN account AS anchor, p.entity AS person,
  [(p)-[:IN]->(m:Membership)-[:OF]->(h:Household) WHERE m.retired_at IS NULL | h.id] AS households,
  [(p)<-[:TO]-(k)<-[:GUARDS|PARENT_OF]-(g:Person) WHERE k.retired_at IS NULL | g.entity] AS guardians,
  [(p)-[:PAID]->(y:Payment) WHERE y.account_key = account AND y.month >= $first AND y.month <= $last
    AND y.learned_at <= $known_at AND (y.retired_at IS NULL OR y.retired_at > $known_at) |
    ['payment', y.id, y.item, y.month, y.amount, y.account_name, y.stream, y.division, y.run, y.learned_at]] AS facts
