"""A list as JSON, item by item; an item that may be null fails alone."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLNonNull, GraphQLOutputType

from hub.gql.compiled.asked import Asked, Complete, Null, as_it_is
from hub.gql.compiled.run import Path, Reason, Run, UnsupportedError


def of_items(type: GraphQLOutputType, complete: Complete, asked: Asked, null: Null) -> Complete:
    """The closure for lists whose items are of that type and completed so."""
    finished, nodes, required = as_it_is(type), asked.nodes, isinstance(type, GraphQLNonNull)

    def of_list(value: Any, run: Run, path: Path) -> Any:
        if value is None:
            return null()
        if value.__class__ is not list:
            raise UnsupportedError(Reason.VALUE)
        found: list[Any] = []
        add = found.append
        for number, item in enumerate(value):
            if item.__class__ in finished:
                add(item)
                continue
            at = path, number
            try:
                add(complete(item, run, at))
            except UnsupportedError:
                raise
            except Exception as error:
                add(run.failed(error, nodes, at, required=required))
        return found

    return of_list
