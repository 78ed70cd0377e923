"""One file a kind of rule: how its months, its amount and its evidence follow from a dossier."""
