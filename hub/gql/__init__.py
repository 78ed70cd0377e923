"""The GraphQL API: a selection becomes a plan, a plan one statement, its rows objects; nothing asks the store again."""
