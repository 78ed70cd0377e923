"""The log of a database: which divisions and months it has delivered, and in which version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import orjson
import sqlalchemy
from sqlalchemy import Connection

from connectors.base import DeliveryScope
from connectors.kinds.cells import text_of
from connectors.kinds.sql_card import SqlStream
from connectors.mapping.periods import period
from connectors.mapping.places import parsed_division
from schema.errors import DeliveryError, InvalidValueError
from schema.message import Message

PAGE = 5000
"""Lines of the log at a time."""


@dataclass(frozen=True, slots=True)
class Log:
    """``months``: division -> months; empty where the card names no log."""

    months: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _versions: defaultdict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, division: str, months: Iterable[int], version: str | None) -> None:
        """One line; a month that is listed again has each of its versions."""
        for month in months:
            self.months[division].add(month)
            self._versions[division, month].add(version or "")

    def version(self, scopes: Iterable[DeliveryScope]) -> str:
        """Of some months together; empty where the log leaves that of one of them out."""
        every = [sorted(self._versions[scope.division, month]) for scope in scopes for month in scope.months]
        return orjson.dumps(every).decode() if every and all("" not in versions for versions in every) else ""


def read_log(connection: Connection, stream: SqlStream, query: str, place: str) -> Log:
    """Raises DeliveryError for a line that is no division and month, and for a version that is no column."""
    log = Log()
    rows = connection.execute(sqlalchemy.text(query), execution_options={"yield_per": PAGE})
    version = _place_of(list(rows.keys()), stream.scope.version, place)
    for page in rows.partitions(PAGE):
        for row in page:
            try:
                division = parsed_division(text_of(row[0]) or "", 6, stream.serves)
                months = period(text_of(row[1]) or "").months
            except InvalidValueError as error:
                raise DeliveryError(place, error.reason, error.expected) from error
            log.add(division, months, None if version is None else text_of(row[version]))
    return log


def _place_of(columns: list[str], version: str | None, place: str) -> int | None:
    if version is None:
        return None
    for index, column in enumerate(columns):
        if column.casefold() == version.casefold():
            return index
    raise DeliveryError(
        place,
        Message(f"scope.query 的结果没有 {version} 列", f"the answer of scope.query has no column {version}"),
        Message("scope.version：scope.query 结果中的一列", "scope.version: a column of that answer"),
    )
