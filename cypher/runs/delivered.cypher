// A delivery that has been applied, by its content: the source's cursor.
// (:Delivered)
UNWIND $rows AS row
MERGE (d:Delivered {id: row.id})
SET d.source = row.source, d.stream = row.stream, d.token = row.token, d.card = row.card, d.run = row.run,
  d.rows = row.rows, d.rejected = row.rejected, d.pending = row.pending
