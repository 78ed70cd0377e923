"""What a record means: canonical records, value types, the catalogue and the policy. Imports nothing of ours."""
