// Deliveries that a person withdrew: the same content is not applied again. Rows of id, withdrawn.
// (:Delivered)
UNWIND $rows AS row
MATCH (d:Delivered {id: row.id})
SET d.withdrawn = row.withdrawn, d.token = '', d.version = '', d.run = '', d.runs = [], d.released = '', d.answers = [], d.pending = 0
