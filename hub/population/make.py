"""Makes the province: county after county is built, filled month by month, written and freed.

Memory holds one county and the handful of people who are also listed in the next; the same arguments give the same
files, byte for byte.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hub.population.applications import evaluate_exits, visit_bereaved
from hub.population.assistance import settle
from hub.population.background import fill
from hub.population.book import Book, DeathRow, OneOff
from hub.population.builder import Builder
from hub.population.facilities import equip
from hub.population.geography import counties
from hub.population.hardship import list_hardship
from hub.population.health import bill, insure
from hub.population.health_lists import claim, list_health, recognise
from hub.population.parents import name_parents
from hub.population.pension import pay_premiums
from hub.population.people import Home
from hub.population.plants import cases
from hub.population.plants.rejects import break_lists
from hub.population.plants.unknown import not_delivered
from hub.population.rehabilitation import rehabilitate
from hub.population.schooling import enrol
from hub.population.seasons import help_of_season
from hub.population.timeline import MONTHS, Timeline, day_in
from hub.population.truth import Truth
from hub.population.writers.caizheng import Caizheng
from hub.population.writers.canlian import Canlian
from hub.population.writers.gongan import Gongan
from hub.population.writers.jiaoyu import Jiaoyu
from hub.population.writers.lists import Lists
from hub.population.writers.minzheng import Minzheng
from hub.population.writers.pushes import Pushes
from hub.population.writers.registers import Registers
from hub.population.writers.renshe import Renshe
from hub.population.writers.report_cards import ReportCards
from hub.population.writers.weijian import Weijian
from hub.population.writers.yibao import Yibao
from schema.errors import CallerError
from schema.values.month import month_of, month_text

PEOPLE_A_COUNTY = 5_000
FEWEST_COUNTIES, MOST_COUNTIES = 3, 136
LARGE = 2_500
"""A county of this size has lists in which one broken row is well under 1 %."""
_LATE_REPORT = 0.12

DEPARTMENTS = (
    "gongan", "minzheng", "canlian", "caizheng", "jiaoyu", "weijian", "yibao", "renshe", "yingji", "zhujian",
    "sifa", "tuiyi", "scjg", "gongyang", "fagai", "nongye", "cishan",
)  # fmt: skip
"""Their folders."""

Progress = Callable[[int, int], None]
"""``progress(done, total)`` in people."""


class OccupiedError(CallerError):
    """Invented people must not be mixed with a department's deliveries."""

    def __init__(self, place: Path, found: str) -> None:
        self.place = place
        self.found = found
        super().__init__(f"{place} is or holds {found}: give the province a folder of its own")


@dataclass(frozen=True, slots=True)
class Summary:
    """The result; ``people`` may exceed the requested number where the plants alone are more."""

    people: int
    as_of: str
    divisions: tuple[str, ...]
    months: int
    rows: dict[str, int]
    """Rows by stream."""
    planted: dict[str, dict[str, int]]
    """Class -> rule -> lines of truth."""

    def to_json(self) -> dict[str, Any]:
        return {
            "people": self.people,
            "as_of": self.as_of,
            "divisions": list(self.divisions),
            "months": self.months,
            "rows": self.rows,
            "planted": self.planted,
        }

    def __str__(self) -> str:
        rows = sum(self.rows.values())
        counts = ", ".join(f"{sum(rules.values()):,} {kind}" for kind, rules in self.planted.items())
        return f"{self.people:,} people in {len(self.divisions)} counties, {rows:,} raw rows; planted: {counts}"


def make_population(
    out: Path,
    people: int,
    seed: int,
    progress: Progress | None = None,
    *,
    months: int = MONTHS,
    last_month: str = "2026-07",
) -> Summary:
    """Write the departments' deliveries under ``out``, and ``out/truth.json``.

    ``months`` is the window of the lists (payments have the last eighteen of them), ``last_month`` the month that is
    judged. Raises ``ValueError`` for fewer than 14 months. A province made in the same place before is removed;
    ``OccupiedError`` where there are other deliveries.
    """
    timeline = Timeline.ending(last_month, months)
    places = counties(min(MOST_COUNTIES, max(FEWEST_COUNTIES, -(-people // PEOPLE_A_COUNTY))), Random(f"{seed}"))
    _clear(out)
    province = _Province(out, timeline)
    made, uncovered = 0, []
    arriving: list[Home] = []
    arriving_awards: list[OneOff] = []
    with Truth(out / "truth.json", timeline.as_of.isoformat()) as truth:
        for county in places:
            last = county.index == len(places) - 1
            beyond = None if last else places[county.index + 1]
            share = people // len(places) + (county.index < people % len(places))
            build = Builder(county, beyond, timeline, Random(f"{seed}/{county.code}"), truth, large=share >= LARGE)
            for make, serial in cases(people, county.index, [place.code for place in places]):
                make(build, serial)
            fill(build, share)
            break_lists(build)
            missing = not_delivered(timeline) if last else set()
            uncovered += [
                {"stream": stream, "division": county.code, "month": month_text(month)}
                for stream, month in sorted(missing)
            ]
            province.write(_tell(build, arriving, arriving_awards, missing))
            arriving, arriving_awards = build.leaving, build.beyond_one_offs
            made += build.people
            if progress is not None:
                progress(min(made, people), people)
        truth.finish(made, uncovered)
    rows = province.close()
    planted: dict[str, dict[str, int]] = {}
    for (rule, kind), count in sorted(truth.planted.items()):
        planted.setdefault(kind, {})[rule] = count
    return Summary(made, timeline.as_of.isoformat(), tuple(place.code for place in places), months, rows, planted)


def _clear(out: Path) -> None:
    """Make the place empty; only folders beside a ``truth.json`` are deleted, and of those only the departments'."""
    if out.exists() and not out.is_dir():
        raise OccupiedError(out, "no folder")
    folders = [out / department for department in DEPARTMENTS]
    if (out / "truth.json").exists():
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
    elif found := [folder.name for folder in folders if folder.exists()]:
        raise OccupiedError(out, f"{found[0]}/, which no province made")
    out.mkdir(parents=True, exist_ok=True)


def _tell(build: Builder, arriving: list[Home], awards: list[OneOff], missing: set[tuple[str, int]]) -> Book:
    """One county's people as its departments' records."""
    book = Book(
        build.county,
        broken=build.broken,
        uncovered=missing,
        covers=build.covers,
        bills=build.bills,
        statuses=build.statuses,
        claims=build.claims,
        law=build.law,
        lists=build.lists,
    )
    timeline, draw = build.timeline, build.draw
    for home in arriving + build.homes:
        settle(home, book, timeline)
        pay_premiums(home, book.law, timeline)
        help_of_season(home, book, timeline)
        equip(home, book, timeline)
        list_hardship(home, book, timeline)
        evaluate_exits(home, book, timeline)
        visit_bereaved(home, book, timeline)
        if not home.registered:
            continue
        name_parents(home, book, timeline)
        enrol(home, book, timeline, draw)
        rehabilitate(home, book, timeline)
        list_health(home, book, timeline)
        claim(home, book, timeline, draw)
        if not home.arrived:
            insure(home, book, timeline, draw)
            bill(home, book, timeline, draw)
        _bury(home, book, timeline, draw)
    recognise(arriving + build.homes, book, timeline)
    for row in awards + build.one_offs:
        book.add_one_off(row)
    homes = {person: home for home in build.homes for person in home.members if home.registered}
    for person, month in build.reported_dead:
        book.deaths.setdefault(month, []).append(DeathRow(homes[person], person, day_in(month, 12)))
    book.settle()
    return book


def _bury(home: Home, book: Book, timeline: Timeline, draw: Random) -> None:
    """Reports of 卫健 and 公安 on the deaths in a home; some certificates come a month late."""
    for person in home.members:
        if person.death is None or month_of(person.death) not in home.spell:
            continue
        row = DeathRow(home, person, person.death)
        if "weijian" in person.death_sources:
            reported = month_of(person.death) + (draw.random() < _LATE_REPORT)
            book.deaths.setdefault(min(reported, timeline.last), []).append(row)
        if "gongan" in person.death_sources:
            book.cancellations.append(row)


class _Province:
    """The departments' writers."""

    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._open = (
            Gongan(out, timeline),
            Yibao(out, timeline),
            Canlian(out, timeline),
            Weijian(out, timeline),
            ReportCards(out, timeline),
            Pushes(out, timeline),
            Renshe(out, timeline),
            Registers(out, timeline),
        )
        self._by_county = (
            Minzheng(out, timeline),
            Caizheng(out, timeline),
            Jiaoyu(out, timeline),
            Lists(out, timeline),
        )

    def write(self, book: Book) -> None:
        for writer in self._by_county:
            writer.write(book)
        for keeper in self._open:
            keeper.write(book)

    def close(self) -> dict[str, int]:
        """Rows by stream."""
        rows: dict[str, int] = {}
        for writer in (*self._open, *self._by_county):
            rows |= writer.rows
        for keeper in self._open:
            keeper.close()
        return dict(sorted(rows.items()))
