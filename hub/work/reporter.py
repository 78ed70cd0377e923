"""How a use case tells how far it is: a terminal draws bars, a service may log, nobody need listen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from schema.message import Message

Advance = Callable[[int, int | None], None]
"""``advance(done, total)``: absolute figures; a total of None is not known."""

Count = Callable[[str, int], None]
"""``count(what, more)``: what is being done, and how many rows more are done."""


class Reporter(Protocol):
    """Whoever listens to a use case."""

    def step(self, title: Message, total: int | None = None, /) -> AbstractContextManager[Advance]:
        """A step begins; it ends with the context."""
        ...

    def counter(self, title: Message, /) -> Count:
        """Work that has no known end is counted."""
        ...

    def waits(self, text: Message, /) -> None:
        """Something is waited for; any progress means that it is there."""
        ...


class Silent:
    """A ``Reporter`` to which nobody listens."""

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
