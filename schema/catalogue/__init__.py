"""The catalogue as data: items, categories, code tables, divisions."""
