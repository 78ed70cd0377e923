"""Policy as data: rules, parameters by region and date, and what may lawfully stand together."""
