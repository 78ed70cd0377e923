"""Canonical records, value types, the catalogue and the policy. Imports no other package of the project."""
