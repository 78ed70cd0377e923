"""Detection: one pure function from a dossier and a policy to findings; nothing here speaks to the store."""
