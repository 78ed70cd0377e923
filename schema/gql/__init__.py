"""GraphQL types by domain, written out by hand: a new field of a record does not become public by accident."""
