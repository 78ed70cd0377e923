"""The frame of a scan, loaded before the first dossier: window, coverage and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from connectors.card import SourceCard
from connectors.registry import stream_facts
from hub.detect.coverage import Coverage, StreamInfo
from hub.dossier.build import DossierFrame
from hub.dossier.doubts import Doubts
from hub.dossier.validity import Times
from hub.store import Store
from schema.errors import CallerError
from schema.message import Message
from schema.values.month import first_day, month_index
from schema.values.months import Window

EVER = 1 << 62
"""Later than any instant, in epoch milliseconds."""
LEADING = ("民政", "财政")
"""The departments whose latest covered month is the default of ``as_of``."""


def stream_infos(cards: Iterable[SourceCard]) -> dict[str, StreamInfo]:
    """Facts about streams from their cards, by full name."""
    return {
        facts.name: StreamInfo(facts.name, facts.department, facts.answers, facts.serves)
        for facts in stream_facts(cards)
    }


async def load_frame(
    store: Store, streams: Mapping[str, StreamInfo], as_of: date | None = None, known_at: int | None = None
) -> tuple[date, DossierFrame]:
    """The day that is judged, and the frame of every dossier.

    Without ``as_of`` it is the last day of the latest month that any stream of 民政 or 财政 covers. Raises
    ``CallerError`` when nothing has been covered yet.
    """
    lines = await store.read("scan/coverage", known_at=EVER if known_at is None else known_at)
    judged = as_of or _latest(lines, streams)
    window = Window.ending(judged)
    months: dict[tuple[str, str], int] = {}
    runs: dict[tuple[str, str, int], str] = {}
    for line in lines:
        stream, division = line["stream"], line["division"]
        bits = 0
        for text, run in zip(line["months"], line["runs"], strict=True):
            index = month_index(text)
            bits |= window.bit(index)
            runs[stream, division, index] = run
        months[stream, division] = bits
    doubts = Doubts(await store.read("scan/doubts"), window)
    coverage = Coverage(streams, months, runs)
    return judged, DossierFrame(window, coverage, doubts, Times(window, months), known_at)


def _latest(lines: Iterable[Mapping[str, list[str]]], streams: Mapping[str, StreamInfo]) -> date:
    latest = ""
    for line in lines:
        info = streams.get(str(line["stream"]))
        if info is not None and info.department in LEADING and line["months"]:
            latest = max(latest, *line["months"])
    if not latest:
        raise CallerError(
            Message(
                "民政和财政都还没有交付，没有可以判断的月份：请先运行 aidchain sync",
                "nothing has been delivered by 民政 or 财政 yet, so there is no month to judge: run sync first",
            )
        )
    return last_day(month_index(latest))


def last_day(month: int) -> date:
    """The last day of a month index."""
    return first_day(month + 1) - timedelta(days=1)
