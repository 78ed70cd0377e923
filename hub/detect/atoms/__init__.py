"""Atoms: each turns one kind of fact into what is known month by month (semantics.md §2)."""
