"""The query type: every root field, its permission, and the statements that answer it."""

from __future__ import annotations

import asyncio

import strawberry
from strawberry import Info

from hub.gql import findings, operations, subjects
from hub.gql.context import Context
from hub.gql.errors import BadInputError
from hub.gql.ids import local
from hub.gql.measure import MAX_NODES
from hub.gql.nodes import find_node
from hub.gql.permissions import SeesPeople
from hub.gql.selection import select
from schema.gql.described import described
from schema.gql.enums import RunState
from schema.gql.finding import FindingConnection, FindingFilter, FindingOrder
from schema.gql.household import Household
from schema.gql.operations import RejectionConnection, RunConnection, Source
from schema.gql.paging import Node
from schema.gql.person import Person

Asked = Info[Context, None]


@strawberry.type
class Query:
    @described(
        "One person, by global id or by identity number (as a variable only). Null where there is none in your scope.",
        SeesPeople,
    )
    async def person(
        self, info: Asked, id: strawberry.ID | None = None, national_id: str | None = None
    ) -> Person | None:
        found = subjects.person_id(info.context, id, national_id)
        return await subjects.find_person(info.context, found, select(info._raw_info)) if found else None

    @described(
        "One household with its members through time and its chain. Null where there is none in your scope.", SeesPeople
    )
    async def household(self, info: Asked, id: strawberry.ID) -> Household | None:
        found = local(id, "Household")
        return await subjects.find_household(info.context, found, select(info._raw_info)) if found else None

    @described("Aid that overlaps where the rules say it must not.", SeesPeople)
    async def duplicates(
        self,
        info: Asked,
        filter: FindingFilter | None = None,
        order: FindingOrder | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> FindingConnection:
        selection = select(info._raw_info)
        return await findings.find_page(info.context, "duplicate", selection, filter, order, first, after)

    @described("Aid that somebody seems to be entitled to and does not receive.", SeesPeople)
    async def omissions(
        self,
        info: Asked,
        filter: FindingFilter | None = None,
        order: FindingOrder | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> FindingConnection:
        selection = select(info._raw_info)
        return await findings.find_page(info.context, "omission", selection, filter, order, first, after)

    @described("Signs that somebody may come to need aid, or that something is to be looked at.", SeesPeople)
    async def warnings(
        self,
        info: Asked,
        filter: FindingFilter | None = None,
        order: FindingOrder | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> FindingConnection:
        selection = select(info._raw_info)
        return await findings.find_page(info.context, "warning", selection, filter, order, first, after)

    @described("Every source that is plugged in.")
    async def sources(self, info: Asked) -> list[Source]:
        return await operations.find_sources(info.context, select(info._raw_info))

    @described("Runs, the newest first.")
    async def runs(
        self,
        info: Asked,
        sources: list[str] | None = None,
        states: list[RunState] | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> RunConnection:
        return await operations.find_runs(info.context, sources, states, first, after)

    @described("Rows that could not be taken, the newest run first; never what they said.")
    async def rejections(
        self,
        info: Asked,
        runs: list[str] | None = None,
        sources: list[str] | None = None,
        reasons: list[str] | None = None,
        departments: list[str] | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> RejectionConnection:
        return await operations.find_rejections(info.context, runs, sources, reasons, departments, first, after)

    @described("Whatever has this global id and is within your scope; null otherwise.")
    async def node(self, info: Asked, id: strawberry.ID) -> Node | None:
        return await find_node(info.context, id, select(info._raw_info))

    @described(f"As `node`, for at most {MAX_NODES} ids, in their order.")
    async def nodes(self, info: Asked, ids: list[strawberry.ID]) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise BadInputError("ids", f"at most {MAX_NODES}")
        selection = select(info._raw_info)
        wanted = dict.fromkeys(ids)
        found = await asyncio.gather(*(find_node(info.context, id, selection) for id in wanted))
        by_id = dict(zip(wanted, found, strict=True))
        return [by_id[id] for id in ids]
