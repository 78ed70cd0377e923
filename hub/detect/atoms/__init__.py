"""Atoms: each turns one kind of fact into a ``Known`` month by month (semantics.md §2)."""
