// Old versions that only a withdrawn delivery had made: kept, but no part of the graph's content. Rows of id.
// (:Superseded)
UNWIND $rows AS row
MATCH (v:Superseded {id: row.id})
SET v.change = 'withdrawn'
