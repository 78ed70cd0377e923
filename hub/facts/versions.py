"""Which version of a fact counts: as known at an instant, and each event once however many files list it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import Any, TypeVar

from hub.facts.columns import COMMON

Row = list[Any]
"""One fact in the order of its ``Columns``."""
F = TypeVar("F")
_LEARNED = COMMON.index("learned_at")


def known(learned_at: int, retired_at: int | None, known_at: int) -> bool:
    """Whether a version was current at ``known_at``; all three are epoch milliseconds."""
    return learned_at <= known_at and (retired_at is None or retired_at > known_at)


def as_known(rows: Iterable[Row], known_at: int) -> list[Row]:
    """Rows of a ``…_known`` statement: each fact as it was at ``known_at``, without those learned later.

    Such a row ends with when the fact was retired and with its versions of that time: their ``Columns``, when the
    version was retired, and when another took its place. Where months change, both versions were learned on one day:
    the one that was replaced first is the one that stood then.
    """
    found: list[Row] = []
    for row in rows:
        *fact, retired_at, versions = row
        if versions:
            *version, retired_at, _ = min(versions, key=itemgetter(-1))
            fact[: len(version)] = version
        if known(fact[_LEARNED], retired_at, known_at):
            found.append(fact)
    return found


def once(facts: Iterable[F], id: Callable[[F], str], content: Callable[[F], Hashable]) -> list[F]:
    """Facts of equal content as one: the one with the smallest id.

    Each file of a division is a scope of its own, so that it can be replaced; an event in two of them is one event.
    ``content`` includes the stream, its key and the division.
    """
    found: dict[Hashable, F] = {}
    for fact in facts:
        said = content(fact)
        other = found.get(said)
        if other is None or id(fact) < id(other):
            found[said] = fact
    return list(found.values())
