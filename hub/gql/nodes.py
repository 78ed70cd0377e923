"""What a global id names, read with the statement of its type; one outside the viewer's scope finds nothing."""

from __future__ import annotations

from hub.gql import findings, operations, subjects
from hub.gql.context import Context
from hub.gql.ids import parse_global
from hub.gql.selection import Selection
from schema.gql.paging import Node

_OF_PEOPLE = frozenset({"Person", "Household", "Finding"})


async def find_node(context: Context, id: str, selection: Selection) -> Node | None:
    type, found = parse_global(id)
    if type in _OF_PEOPLE and not context.viewer.sees_people:
        return None
    match type:
        case "Person":
            return await subjects.find_person(context, found, selection)
        case "Household":
            return await subjects.find_household(context, found, selection)
        case "Finding":
            return await findings.find_one(context, found, selection)
        case "Source":
            return next(iter(await operations.find_sources(context, selection, found)), None)
        case "Run":
            return await operations.find_run(context, found)
        case "Rejection":
            return await operations.find_rejection(context, found)
    return None
