"""The GraphQL API: a selection becomes a plan, a plan statements, their rows objects; no resolver asks the store."""
