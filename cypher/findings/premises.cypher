// (:Finding)-[:CITES]->(fact)-[:WAS]->(:Superseded)
// The facts that findings rested on, with their state: listed, of a month, retired, withdrawn with the delivery.
UNWIND $ids AS id
MATCH (n:Finding {id: id})
RETURN n.id AS id, n.discriminator AS discriminator, n.cites AS cites, n.missing AS missing,
  [(n)-[:CITES]->(f) | [f.id, coalesce(f.item, f.category), f.months IS NOT NULL, f.month IS NOT NULL,
    f.retired_at IS NOT NULL,
    size([(f)-[:WAS]->(v:Superseded) WHERE v.change = 'withdrawn' | v.id]) > 0]] AS facts
