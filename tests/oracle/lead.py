"""The shape in which both sides answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, order=True)
class Lead:
    """A finding: rule, subject, months, and the amount in fen, or -1 where none is known."""

    rule: str
    subject: str
    months: tuple[str, ...]
    amount: int = -1


@dataclass(frozen=True, order=True)
class Maybe:
    """Could be, if what is unknown were known."""

    rule: str
    subject: str
    months: tuple[str, ...]


def lead(rule: str, subject: str, months: Iterable[str], amount: Fraction | None = None) -> Lead:
    return Lead(rule, subject, tuple(sorted(months)), -1 if amount is None else int(amount))


def maybe(rule: str, subject: str, months: Iterable[str]) -> Maybe:
    return Maybe(rule, subject, tuple(sorted(months)))


Answer = Lead | Maybe
