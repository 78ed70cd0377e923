"""Data of a household or a person of the API, in memory: no field reads the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from schema.gql.chain import ChainConnection


class FactsView(Protocol):
    """Facts of one subject by record name, ready as GraphQL types."""

    def facts(self, record: str, at: str | None = None) -> list[Any]:
        """Facts in force on the day ``at``; all that are known without it."""

    def findings(self) -> list[Any]: ...


class HouseholdView(FactsView, Protocol):
    """A household's facts, its members and its chain."""

    def members(self, at: str | None) -> list[Any]: ...

    def chain(
        self,
        first: int,
        after: str | None,
        at: str | None,
        known_at: str | None,
        members: Sequence[str],
        departments: Sequence[str],
    ) -> ChainConnection: ...
