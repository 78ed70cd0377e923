// P03 for some invoices: those that were settled for several people; one row a person and invoice.
// (:Person)-[:SPENT]->(:MedicalExpense {invoice_key})<-[:SPENT]-(:Person)
// $first and $last bound the months of settlement; $known_at is what had been learned by then.
UNWIND $ids AS invoice
MATCH (e:MedicalExpense {invoice_key: invoice})
WHERE substring(e.settled_on, 0, 7) >= $first AND substring(e.settled_on, 0, 7) <= $last
  AND e.learned_at <= $known_at AND (e.retired_at IS NULL OR e.retired_at > $known_at)
WITH invoice, collect(DISTINCT e.subject) AS people
WHERE size(people) > 1
UNWIND people AS id
MATCH (p:Person {id: id})
RETURN invoice AS anchor, p.entity AS person,
  [(p)-[:SPENT]->(e:MedicalExpense) WHERE e.invoice_key = invoice
    AND substring(e.settled_on, 0, 7) >= $first AND substring(e.settled_on, 0, 7) <= $last
    AND e.learned_at <= $known_at AND (e.retired_at IS NULL OR e.retired_at > $known_at) |
    ['medical_expense', e.id, null, substring(e.settled_on, 0, 7), null, null, e.stream, e.division, e.run,
      e.learned_at]] AS facts
