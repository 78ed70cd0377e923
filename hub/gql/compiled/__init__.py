"""Executes validated queries by closures that are made once for each document; what it cannot do, graphql-core does.

The answer is graphql-core's in every case: data, order of keys, errors with their paths (tests/gql/test_compiled.py).
"""
