"""Operations for hypothesis: hypothesis-graphql's and deeper ones, with the rest of the language added to them.

Its selections, fragments on types and literals stay; ids and filters become ones that find something, and each draw may
add variables, ``@skip`` and ``@include``, aliases, fields asked for twice, named fragments and ``__typename``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import hypothesis_graphql
from graphql import (
    DocumentNode,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    print_ast,
    visit,
)
from hypothesis import strategies as st

from tests.support.changes import SCALARS, Change, text
from tests.support.grown import Grown


class Asked(NamedTuple):
    """An operation and its variables."""

    text: str
    variables: dict[str, Any]
    roots: int


@st.composite
def operations(
    draw: st.DrawFn,
    schema: GraphQLSchema,
    ids: Mapping[str, Sequence[str]],
    known: Mapping[str, Sequence[str]],
    fields: int = 2,
) -> Asked:
    """Valid queries; ``ids`` by the field that takes them, ``known`` the values of arguments and input fields by name.

    Fields that take an id come up most: behind them lies most of the schema.
    """
    query = schema.query_type
    assert query is not None
    roots = sorted(draw(st.sets(st.sampled_from([*query.fields, *ids, *ids]), min_size=1, max_size=fields)))
    literals = {name: values[0] for name, values in SCALARS.items()}
    if draw(st.integers(0, 3)):
        document = Grown(schema, draw(st.integers(0, 1 << 32)), literals).document(roots)
    else:
        scalars = {name: st.just(text(value)) for name, value in literals.items()}
        document = draw(
            hypothesis_graphql.queries(schema, fields=roots, custom_scalars=scalars, print_ast=_itself, allow_x00=False)
        )
    info = TypeInfo(schema)
    change = Change(draw, info, ids, known)
    changed = visit(document, TypeInfoVisitor(info, change))
    (operation,) = changed.definitions
    operation = OperationDefinitionNode(
        operation=operation.operation,
        name=NameNode(value="Asked"),
        variable_definitions=tuple(change.definitions),
        selection_set=operation.selection_set,
    )
    written = print_ast(DocumentNode(definitions=(operation, *change.fragments)))
    return Asked(written, change.variables, len(operation.selection_set.selections))


def _itself(document: DocumentNode) -> DocumentNode:
    return document
