"""Maps raw rows to facts or rejections, by a stream's card.

The card is compiled once for each header; a row is mapped whole or rejected whole, and every column that no part of the
card mentions is counted. No value of a rejected row appears anywhere but in its own cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from connectors.base import Delivery, MappedFact, MappedRow, RawRow, RejectedRow
from connectors.card import SourceCard, StreamCard
from connectors.mapping.cautions import Cautions
from connectors.mapping.columns import CellError, Cells, Header, RowScope
from connectors.mapping.evidence import Observed
from connectors.mapping.identify_rejected import Traces, Who
from connectors.mapping.plan import Plan
from connectors.mapping.scopes import row_scopes
from connectors.mapping.subjects import Reference, resolvers
from connectors.mapping.usage import content_columns, synonyms, used_columns, widths
from schema.message import Message
from schema.values.reason import Reason

_SHIFT_SIGNS = frozenset({Reason.INVALID_NATIONAL_ID, Reason.MISSING_KEY, Reason.INVALID_CERTIFICATE_NUMBER})
"""Failures of a person's number after which it is looked for in the neighbouring columns."""
_SHIFTED = Message("各值在各自的列中：请核对该行是否错位", "each value in its own column")


Content = tuple[str | None, ...]


class RowMapper:
    """Maps the rows of one stream; keeps one compiled plan, for the delivery at hand."""

    def __init__(self, card: SourceCard, stream: StreamCard) -> None:
        self.card = card
        self.stream = stream
        self.leftover: Counter[str] = Counter()
        """Columns that the card neither uses nor ignores -> rows in which they were filled."""
        self.filled: Counter[str] = Counter()
        """Columns of ``expect.filled`` -> rows in which they were filled."""
        self.unread: Counter[str] = Counter()
        """Columns whose unreadable values the card lets go -> how many."""
        self.cautions = Cautions()
        """Cautions of the accepted values."""
        self._observed = Observed()
        self._counted_before: tuple[Counter[str], Counter[str], Counter[str], Counter[tuple[str, str]]] | None = None
        self._delivery: Delivery | None = None
        self._columns: tuple[str, ...] = ()
        self._spare: tuple[str, ...] = ()

    @property
    def spare(self) -> tuple[str, ...]:
        """Columns of the delivery at hand that the card neither uses nor ignores, filled or not."""
        return self._spare

    def content(self, row: RawRow, delivery: Delivery) -> tuple[RowScope, Content] | None:
        """A row's scope, and its content without its months: rows of equal content have equal facts.

        It costs a tenth of ``map``; a row whose content was mapped before need not be mapped. None where the facts
        repeat the month, or the row must be mapped to find its fault.
        """
        if delivery is not self._delivery:
            self._bind(row, delivery)
        if self._content is None or row.fault is not None:
            return None
        cells = row.cells
        try:
            scope = self._scope(cells)
        except CellError:
            return None
        return scope, (scope.division, *map(cells.get, self._content))

    def map(self, row: RawRow, delivery: Delivery) -> MappedRow | RejectedRow:
        """The facts of a row, or why there are none. ``row.cells`` is not changed."""
        if delivery is not self._delivery:
            self._bind(row, delivery)
        cells = row.cells
        self.count(cells)
        if row.fault is not None:
            return self._rejected(row, row.fault.field, row.fault.reason, row.fault.expected)
        try:
            scope = self._scope(cells)
            found: dict[str, Reference] = {}
            facts: list[MappedFact] = []
            for plan in self._plans:
                facts.extend(plan.facts(cells, scope, found))
        except CellError as error:
            reason, expected = error.reason, error.expected
            if reason in _SHIFT_SIGNS and self._traces.shifted(cells, error.field):
                reason, expected = Reason.SHIFTED_COLUMNS, _SHIFTED
            return self._rejected(row, error.field, reason, expected)
        return MappedRow(row.number, scope.division, scope.months, scope.batch, tuple(facts))

    def again(self) -> bool:
        """Whether the delivery must be mapped again, for its columns as a whole refuse rows that were taken.

        Asked when all its rows were mapped: digits that a spreadsheet lost, a key written in two ways. True once at
        most; the counts are then as they were before the delivery.
        """
        if not self._observed.judge():
            return False
        if self._counted_before is not None:
            counters = (self.leftover, self.filled, self.unread)
            for counter, before in zip(counters, self._counted_before[:3], strict=True):
                counter.clear()
                counter.update(before)
            self.cautions.counts.clear()
            self.cautions.counts.update(self._counted_before[3])
        return True

    def who(self, row: RawRow, delivery: Delivery) -> Who:
        """Whom a row names, as far as it can be read."""
        if delivery is not self._delivery:
            self._bind(row, delivery)
        division, months = self._scope_if_any(row.cells)
        return self._traces.of(row.cells, division, months)

    def refuse(self, row: RawRow, delivery: Delivery, field: str | None, reason: str, expected: str) -> RejectedRow:
        """Reject a row that maps, because of another row of the list."""
        if delivery is not self._delivery:
            self._bind(row, delivery)
        return self._rejected(row, field, reason, expected)

    def count(self, cells: Cells) -> None:
        """Counts the filled cells of a row; ``map`` calls it, and so must a caller that skips mapping."""
        for column, name in self._counted:
            if cells.get(name) is not None:
                self.filled[column] += 1
        for name in self._spare:
            if cells.get(name) is not None:
                self.leftover[name] += 1

    def _bind(self, row: RawRow, delivery: Delivery) -> None:
        """Compiles the card against the header of this delivery, as its first row shows it."""
        names = tuple(row.cells)
        if names != self._columns or self._delivery is None:
            self._columns = names
            header = self._header = Header(names, synonyms(self.stream), widths(self.stream))
            self._observed = Observed()
            subjects = resolvers(self.stream, header, self._observed, self.cautions)
            self._plans = tuple(
                Plan(self.stream, record, mapped, header, subjects, self.unread, self._observed, self.cautions)
                for record, maps in self.stream.map.items()
                for mapped in maps
            )
            known = {header.find(group) for group in used_columns(self.stream)}
            known |= {header.find((name,)) for name in self.stream.ignore}
            self._spare = tuple(name for name in names if name not in known)
            names_of = {name: group for group in used_columns(self.stream) for name in group}
            self._counted = tuple(
                (name, header.find(names_of.get(name, (name,)))) for name in self.stream.expect.filled
            )
            self._traces = Traces(self.stream, header, self._observed)
            content = content_columns(self.stream)
            self._content = None if content is None else tuple(dict.fromkeys(header.find(group) for group in content))
        self._scope: Callable[[Cells], RowScope] = row_scopes(self.stream, self._header, delivery)
        self._delivery = delivery
        self._observed.begin()
        self._counted_before = (
            self.leftover.copy(),
            self.filled.copy(),
            self.unread.copy(),
            self.cautions.counts.copy(),
        )

    def _rejected(self, row: RawRow, field: str | None, reason: str, expected: str) -> RejectedRow:
        division, months = self._scope_if_any(row.cells)
        who = self._traces.of(row.cells, division, months, field, reason)
        return RejectedRow(
            row.number,
            field,
            str(reason),
            expected,
            division,
            months,
            row.cells,
            national_id=who.national_id,
            name=who.name,
            township=who.township,
            sheet=row.sheet,
            others=who.others,
            names=who.names,
        )

    def _scope_if_any(self, cells: Cells) -> tuple[str | None, tuple[int, ...]]:
        """The row's scope; where it cannot be read, all that the delivery declares."""
        try:
            scope = self._scope(cells)
        except CellError:
            scopes = self._delivery.scopes if self._delivery is not None else ()
            divisions = {scope.division for scope in scopes}
            months = tuple(sorted({month for scope in scopes for month in scope.months}))
            return (next(iter(divisions)) if len(divisions) == 1 else None), months
        return scope.division, scope.months
