"""Policy as data: rules, parameters by region and date, and lawful overlaps."""
