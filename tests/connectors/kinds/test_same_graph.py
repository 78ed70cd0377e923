"""The same months become the same graph from every kind of source, whatever happens to a delivery on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hub.settings import Settings
from schema.errors import SourceUnavailableError
from tests.support.sources import COLUMNS, LINES, SOURCES, Line, Reader
from tests.support.synced import SyncedHome

CHANGED: tuple[Line, ...] = ((*LINES[0][:3], "950.00"), *LINES[1:])
FEWER = CHANGED[:2] + CHANGED[3:]
POISONED: tuple[Line, ...] = (*FEWER[:3], ("5", "37010219750302002", "王芳", "500.00"))
RENAMED = (*COLUMNS[:3], "月保障金")


def course(home: SyncedHome, reader: Reader) -> Iterator[tuple[str, Any]]:
    """Months as they arrive, and what the graph says after each."""
    deliver = reader.source.deliver
    deliver("202607", CHANGED)
    assert home.sync().state == "applied"
    yield "a later month first", home.state()
    deliver("202606", LINES)
    assert home.sync().state == "applied"
    yield "the earlier month late", home.state()
    before = home.state()
    deliver("202607", CHANGED)
    again = home.sync()
    assert (again.state, again.applied, again.ended, again.retired) == ("applied", 0, 0, 0)
    assert home.state() == before, "repeated"
    deliver("202607", FEWER)
    assert home.sync().ended > 0
    yield "a row deleted", home.state()
    deliver("202607", POISONED)
    assert home.sync().reasons == {"invalid_national_id": 1}
    yield "a row that cannot be read", home.state()
    deliver("202607", FEWER)
    assert home.sync().rejected == 0
    yield "the row put right", home.state()
    before = home.state()
    path = reader.source.path("202607")
    whole = path.read_bytes()
    path.write_bytes(whole[: -reader.source.lost[-1]])
    cut = home.sync()
    assert cut.error is not None or cut.held_deliveries, "cut"
    assert home.state() == before, "cut"
    path.write_bytes(whole)
    reader.source.misencode("202607")
    assert home.sync().held_deliveries, "in another encoding"
    assert home.state() == before, "in another encoding"
    path.write_bytes(whole)
    deliver("202607", FEWER, RENAMED)
    assert home.sync().held_deliveries, "renamed"
    assert home.state() == before, "renamed"
    reader.source.vanish()
    assert isinstance(home.sync().error, SourceUnavailableError)
    assert home.state() == before, "vanished"


def test_every_kind_makes_the_same_graph_of_the_same_course_of_deliveries(
    settings: Settings, embedded: Any, tmp_path: Path
) -> None:
    courses = {}
    home: SyncedHome | None = None
    for source in SOURCES:
        folder = tmp_path / source.__name__
        folder.mkdir()
        reader = Reader(source(folder), folder)
        home = home or SyncedHome(settings, reader.card, embedded.empty)
        home.card = reader.card
        home.empty()
        courses[source.__name__] = list(course(home, reader))
    first, *others = courses.values()
    assert len({str(state) for _, state in first}) == len(first)
    assert others == [first] * len(others)
