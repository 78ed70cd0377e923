"""Progress reports of a use case: a terminal draws bars, a service may log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from schema.message import Message

Advance = Callable[[int, int | None], None]
"""``advance(done, total)``: absolute figures; a total of None is not known."""

Count = Callable[[str, int], None]
"""``count(what, more)``: the step, and the number of rows done since the last call."""


class Reporter(Protocol):
    """The receiver of a use case's progress."""

    def step(self, title: Message, total: int | None = None, /) -> AbstractContextManager[Advance]:
        """A step begins; it ends with the context."""
        ...

    def counter(self, title: Message, /) -> Count:
        """Work that has no known end is counted."""
        ...

    def waits(self, text: Message, /) -> None:
        """Waiting for something; any later progress ends the wait."""
        ...


class Silent:
    """A ``Reporter`` that ignores everything."""

    @contextmanager
    def step(self, title: Message, total: int | None = None, /) -> Iterator[Advance]:
        yield _advance

    def counter(self, title: Message, /) -> Count:
        return _count

    def waits(self, text: Message, /) -> None:
        pass


def _advance(done: int, total: int | None) -> None:
    pass


def _count(what: str, more: int) -> None:
    pass


SILENT = Silent()
