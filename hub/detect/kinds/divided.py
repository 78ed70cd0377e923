"""A registered home divides at one dwelling, and the part that left becomes a household of assistance (P04).

Only what lists say counts: a month that nobody answered for shows no division.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.detect.kinds.pattern_row import PatternFact, PatternRow, Stay
from schema.values.month import month_text


def divided(people: list[PatternRow], within: int | None) -> list[PatternRow]:
    """Who left, with their assistance and both homes, and who stayed; ``within`` is the most months in between."""
    told: dict[str, PatternRow] = {}
    for household in sorted({stay.household for row in people for stay in row.stays if stay.form == "assistance"}):
        start = min(month for row in people for stay in _in(row, household) for month in stay.months)
        for row in _division(people, household, start, within or 0):
            told.setdefault(row.person, row)
    return list(told.values())


def _division(people: Sequence[PatternRow], household: str, start: int, within: int) -> list[PatternRow]:
    """The rows of the latest month before ``start`` in which those who left and some who stayed were one home."""
    leaving = [row for row in people if any(start in stay.months for stay in _in(row, household))]
    present = _home(leaving, start)
    for before in range(start - 1, start - within - 1, -1):
        former = _home(leaving, before)
        if present is None or former in (None, present) or _assisted(leaving, before):
            continue
        others = [row for row in people if row not in leaving]
        stayed = [row for row in others if _listed(row, former, before) and _listed(row, former, start)]
        newcomers = [row for row in others if _listed(row, present, start) and not _listed(row, former, before)]
        if stayed and not newcomers:
            return [
                *(
                    replace(
                        row,
                        facts=_cites(row, household, start),
                        cited=(*_cites(row, former, before), *_cites(row, present, start)),
                    )
                    for row in leaving
                ),
                *(replace(row, facts=(), cited=_cites(row, former, start)) for row in stayed),
            ]
    return []


def _in(row: PatternRow, household: str | None) -> list[Stay]:
    return [stay for stay in row.stays if stay.household == household]


def _listed(row: PatternRow, household: str | None, month: int) -> bool:
    return any(month in stay.months for stay in _in(row, household))


def _home(rows: Sequence[PatternRow], month: int) -> str | None:
    """The registered home at the dwelling that all of them were in, and no other."""
    homes = {
        frozenset(stay.household for stay in row.stays if stay.form == "hukou" and month in stay.months) for row in rows
    }
    return next(iter(homes.pop())) if len(homes) == 1 and len(next(iter(homes))) == 1 else None


def _assisted(rows: Sequence[PatternRow], month: int) -> bool:
    """Whether one of them was in a household of assistance: it did not come by the division."""
    return any(stay.form == "assistance" and month in stay.months for row in rows for stay in row.stays)


def _cites(row: PatternRow, household: str | None, month: int) -> tuple[PatternFact, ...]:
    return tuple(replace(stay.fact, month=month_text(month)) for stay in _in(row, household) if month in stay.months)
