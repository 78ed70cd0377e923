// (:Finding {state})
// Findings that can no longer be known, and what they wait for.
MATCH (n:Finding {state: 'unknown'})
RETURN n.id AS id, n.rule AS rule, n.subject AS subject, n.discriminator AS discriminator, n.missing AS missing
