// Old versions of some facts, and by which runs they were learned.
// (:Superseded)
UNWIND $ids AS id
MATCH (v:Superseded {fact: id})
WHERE v.change <> 'withdrawn'
RETURN v.id AS id, v.fact AS fact, v.run AS run, v.retired_at AS retired_at, v.months AS months,
  v.subject AS subject, v.object AS object
