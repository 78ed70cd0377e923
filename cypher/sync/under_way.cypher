// (:Run {state})
// Runs that are going on, or were killed and not yet followed by another of their source.
MATCH (r:Run {state: 'running'})
RETURN r.id AS id, r.source AS source
