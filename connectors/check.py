"""Trying a card before it is used: on a sample, or on the first rows of the database that it reads.

Pure but for reading the sample; nothing is stored. No personal value is in what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from connectors.base import Connector, Delivery, MappedRow, RawRow
from connectors.card import RowsExpected, SourceCard, StreamCard
from connectors.expectations import Counts, unmet
from connectors.kinds.files import UNNAMED
from connectors.kinds.kinds import kind_of
from connectors.labels import Labels
from connectors.mapping import RowMapper
from connectors.mapping.columns import Header
from connectors.mapping.usage import synonyms, used_columns
from connectors.preview import Preview, PreviewRow, RejectedCell, preview_fact
from schema.catalogue import divisions
from schema.errors import CallerError, DeliveryError
from schema.message import Message
from schema.values.month import month_text

SHOWN = 10
"""Mapped rows of a preview."""
_MOST_DELIVERIES = 50
"""Deliveries of a database's stream that are read for its first rows."""


def check(card: SourceCard, sample: Path | None = None, stream: str | None = None) -> Preview:
    """Map a sample file by a card that has been loaded (``registry.load_card`` validates it).

    ``stream`` names the stream when the file's name does not. Raises DeliveryError for a sample that cannot be read,
    and CallerError when it fits no stream.
    """
    if sample is None:
        return Preview(card.source, tuple(one.full_name for one in card.streams))
    delivery = _delivery(card, sample, stream)
    trial = _Trial(card, delivery.stream)
    trial.run(lambda: ((row, delivery) for row in delivery.open()))
    return trial.preview(delivery.place, whole=True)


def check_source(card: SourceCard, source: Connector, rows: int) -> Iterator[Preview]:
    """The first ``rows`` of each stream of a source that can be reached, one preview a stream.

    Raises SourceUnavailableError, and DeliveryError where a query does not fit the database.
    """
    for stream in card.streams:
        trial = _Trial(card, stream)
        taken: list[Taken] = []
        for delivery in islice(source.deliveries(stream), _MOST_DELIVERIES):
            taken += [(row, delivery) for row in islice(delivery.open(), rows - len(taken))]
            if len(taken) >= rows:
                break
        trial.run(partial(iter, taken))
        place = taken[0][1].place if taken else stream.name
        yield trial.preview(place, whole=len(taken) < rows)


Taken = tuple[RawRow, Delivery]


class _Trial:
    """Map rows of one stream into ``preview``."""

    def __init__(self, card: SourceCard, stream: StreamCard) -> None:
        self._card = card
        self._stream = stream
        self._mapping = RowMapper(card, stream)
        self._begin()

    def _begin(self) -> None:
        self._labels = Labels(self._stream)
        self._columns: dict[str, None] = {}
        self._rows: list[PreviewRow] = []
        self._rejected: list[RejectedCell] = []
        self._read = 0

    def run(self, rows: Callable[[], Iterable[Taken]]) -> None:
        """Map the rows, and once more where their columns as a whole refuse rows that were taken."""
        for row, delivery in rows():
            self._take(row, delivery)
        if self._mapping.again():
            self._begin()
            for row, delivery in rows():
                self._take(row, delivery)

    def _take(self, row: RawRow, delivery: Delivery) -> None:
        self._read += 1
        self._columns |= dict.fromkeys(row.cells)
        mapped = self._mapping.map(row, delivery)
        if not isinstance(mapped, MappedRow):
            self._rejected.append(
                RejectedCell(mapped.number, mapped.field, mapped.reason, mapped.expected, mapped.sheet)
            )
            return
        self._labels.take(row)
        if len(self._rows) < SHOWN:
            months = tuple(month_text(month) for month in mapped.months)
            facts = tuple(preview_fact(fact) for fact in mapped.facts)
            name = divisions.name_of(mapped.division)
            self._rows.append(PreviewRow(row.number, mapped.division, name, months, facts, row.sheet))

    def preview(self, place: str, *, whole: bool) -> Preview:
        """How many rows there should be is judged of a whole delivery alone."""
        mapping = self._mapping
        expect = self._stream.expect
        if not whole:
            expect = expect.model_copy(update={"rows": RowsExpected()})
        header = Header(self._columns, synonyms(self._stream))
        groups = used_columns(self._stream)
        there = tuple(dict.fromkeys(name for group in groups if (name := header.find(group)) in self._columns))
        absent = tuple(dict.fromkeys(group[0] for group in groups if header.find(group) not in self._columns))
        return Preview(
            source=self._card.source,
            streams=tuple(one.full_name for one in self._card.streams),
            stream=self._stream.full_name,
            place=place,
            read=self._read,
            whole=whole,
            rows=self._rows,
            codes=self._labels.codes(),
            found=there,
            absent=absent if self._columns else (),
            leftover={name: mapping.leftover[name] for name in mapping.spare},
            unread=dict(mapping.unread),
            cautions=mapping.cautions.by_column(),
            rejected=self._rejected,
            unmet=unmet(expect, Counts(self._read, len(self._rejected), mapping.filled)),
        )


def _delivery(card: SourceCard, sample: Path, stream: str | None) -> Delivery:
    kind = kind_of(card)
    if stream is not None:
        try:
            one = card.stream(stream)
        except KeyError:
            names = ", ".join(one.name for one in card.streams)
            raise CallerError(
                Message(
                    f"{card.source} 没有数据流 {stream}；现有：{names}",
                    f"{card.source} has no stream {stream}; there are {names}",
                )
            ) from None
        return kind.sample(card, one, sample)
    candidates = [kind.sample(card, one, sample) for one in card.streams]
    if len(candidates) == 1:
        return candidates[0]
    refused: list[DeliveryError] = []
    for delivery in candidates:
        try:
            next(delivery.open(), None)
        except DeliveryError as error:
            refused.append(error)
        else:
            return delivery
    named = next((error for error in refused if error.reason != UNNAMED), None)
    raise named or CallerError(
        Message(
            f"{sample.name} 不像 {card.source} 任何数据流的文件；请对照卡片里的 file，或用 --stream 指明",
            f"{sample.name} is a delivery of no stream of {card.source}; see its file patterns, or use --stream",
        )
    )
