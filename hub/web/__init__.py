"""What the service shows beside its API: one page for browsers, health, metrics."""
