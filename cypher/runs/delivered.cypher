// An applied delivery with its content's token: the source's cursor, and its scopes.
// (:Delivered)
UNWIND $rows AS row
MERGE (d:Delivered {id: row.id})
SET d.source = row.source, d.stream = row.stream, d.place = row.place, d.token = row.token, d.card = row.card,
  d.version = row.version, d.read_at = row.read_at,
  d.run = row.run, d.rows = row.rows, d.rejected = row.rejected, d.pending = row.pending, d.released = row.released,
  d.records = row.records, d.answers = row.answers, d.lines = row.lines, d.left_out = row.left_out, d.withdrawn = '',
  d.runs = CASE WHEN row.wrote OR d.runs IS NULL THEN coalesce(d.runs, []) + [row.run] ELSE d.runs END
