"""From delivery to graph: stage, then apply (design.md §4)."""
