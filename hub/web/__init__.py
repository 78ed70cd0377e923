"""HTTP beside the API: one page for browsers, health, metrics."""
