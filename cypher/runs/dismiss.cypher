// A held delivery that a person took off the worklist, by its content: it is not applied, and not held again.
// (:Delivered)
UNWIND $rows AS row
MERGE (d:Delivered {id: row.id})
ON CREATE SET d.token = '', d.run = '', d.rows = 0, d.rejected = 0, d.pending = 0, d.card = ''
SET d.source = row.source, d.stream = row.stream, d.place = row.place, d.dismissed = row.dismissed
