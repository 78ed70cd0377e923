"""Value types, one a file: each owns how its values are cleaned, validated, compared and masked."""
