"""Topics that stay unknown after a plan is applied, because one of its streams has not covered what others have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from connectors.card import SourceCard
from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage
from hub.scan.foretell import lacking
from hub.scan.frame import EVER, stream_infos
from hub.store import Store
from schema.message import Message
from schema.policy.policy import load_policy
from schema.values.month import month_index
from schema.values.months import Window


class Planned(Protocol):
    """The plan of one source (``hub.sync.result.RunResult``)."""

    source: str
    planned: list[tuple[str, str, str]]


async def still_lacking(store: Store, cards: Iterable[SourceCard], plans: Iterable[Planned]) -> list[Message]:
    """A sentence a topic, in the window that ends with the latest month that is covered or planned."""
    cards, plans = list(cards), list(plans)
    covered: dict[tuple[str, str], set[int]] = {}
    for line in await store.read("scan/coverage", known_at=EVER):
        covered[line["stream"], line["division"]] = set(map(month_index, line["months"]))
    for plan in plans:
        for stream, division, month in plan.planned:
            covered.setdefault((stream, division), set()).add(month_index(month))
    if not covered:
        return []
    window = Window(max(month for months in covered.values() for month in months))
    bits = {key: sum({window.bit(month) for month in months}) for key, months in covered.items()}
    coverage = Coverage(stream_infos(cards), bits, {})
    named = {plan.source for plan in plans}
    streams = [stream for card in cards if card.source in named for stream in card.streams]
    return [told.message() for told in lacking(streams, coverage, window, compile_policy(load_policy()).asked())]
