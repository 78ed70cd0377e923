"""What there is to give and how departments code it, as data: items, categories, code tables, divisions."""
