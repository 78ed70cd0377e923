"""One record of a card compiled against one header: from cells to facts, without looking at the card again.

A value that the record refuses is reported under the column it came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pydantic import ValidationError

from connectors.about import default_object, default_subject
from connectors.base import MappedFact, PersonRef
from connectors.card import Column, MapCard, StreamCard
from connectors.mapping.births import born_by
from connectors.mapping.cautions import Cautions, asked
from connectors.mapping.columns import (
    CellError,
    Cells,
    Getter,
    Header,
    RowScope,
    amount_getter,
    column_name,
    getter,
    township_getter,
)
from connectors.mapping.conditions import condition, elements_of
from connectors.mapping.evidence import Evidence, Observed
from connectors.mapping.keys import key_getter
from connectors.mapping.lasting import FIRST, UNTIL, date_getter, lasts, needed_start, span_getter
from connectors.mapping.remarks import back_pay
from connectors.mapping.split import shares
from connectors.mapping.subjects import Reference, Resolver, naming_column
from schema.errors import InvalidValueError
from schema.message import Message
from schema.record import Record
from schema.records import RECORDS, value_types
from schema.values.bank_account import BankAccount
from schema.values.money import Money
from schema.values.month import month_index
from schema.values.reason import Reason

Values = dict[str, Any]

_MEMO = 8192
_BY_TYPE = {
    "missing": (Reason.MISSING_FIELD, Message("填写该项", "a value")),
    "enum": (Reason.UNKNOWN_CODE, Message("对照表中的代码", "a code of its table")),
    "int_parsing": (Reason.INVALID_NUMBER, Message("整数", "a whole number")),
    "int_from_float": (Reason.INVALID_NUMBER, Message("整数", "a whole number")),
    "bool_parsing": (Reason.UNKNOWN_CODE, Message("是或否", "yes or no")),
}
"""Reasons for pydantic's own errors."""


class Plan:
    """Facts of one record type from one row."""

    def __init__(
        self,
        stream: StreamCard,
        record: str,
        mapped: MapCard,
        header: Header,
        subjects: dict[str, Resolver],
        unread: Counter[str],
        observed: Observed,
        cautions: Cautions,
    ) -> None:
        self._type: type[Record] = RECORDS[record]
        self._subjects = subjects
        self._subject = default_subject(record, mapped)
        self._object = default_object(record, mapped)
        self._fields = tuple(
            (field, _getter(record, field)(column, header))
            for field, column in mapped.fields.items()
            if not (record == "person" and field == "national_id")
        )
        self._named = {name: naming_column(one, header) for name, one in stream.subjects.items()}
        self._span = None if mapped.period is None else span_getter(mapped.period, header)
        self._check_start = needed_start(stream, self._type, mapped, header) if lasts(self._type) else None
        self._takes_id = record == "person"
        self._says_birth = "birth" in mapped.fields
        self._columns = {field: column_name(column, header) for field, column in mapped.fields.items()}
        if mapped.period is not None:
            self._columns |= dict.fromkeys((FIRST, UNTIL), column_name(mapped.period, header))
        self._lenient = {field for field, column in mapped.fields.items() if column.otherwise == "none"}
        self._unread = unread
        self._cautions = cautions
        self._asked = tuple(
            (field, cautions.asker(kind, self._columns[field]))
            for field, kind in asked(record)
            if self._columns.get(field) is not None and not observed.watches(self._columns[field])
        )
        self._watched: tuple[tuple[str, Evidence], ...] = tuple(
            (field, observed.of(column))
            for field, kind in value_types(record).items()
            if kind is BankAccount and (column := self._columns.get(field)) is not None
        )
        self._when = tuple(condition(when, header) for when in mapped.when)
        self._key = tuple(
            key_getter(stream, part, header, subjects, self._columns) for part in mapped.key or stream.key
        )
        self._each = None if mapped.each is None else elements_of(stream.unpack[mapped.each], header)
        self._split = None if mapped.split is None else (header.find(mapped.split.text), mapped.split.word)
        self._memo: dict[tuple[Any, ...], Record] | None = None if self._type.SEALED else {}

    def facts(self, cells: Cells, scope: RowScope, found: dict[str, Reference]) -> Iterator[MappedFact]:
        """The facts of a row; ``found`` contains subjects already resolved for it."""
        if self._each is None:
            yield from self._of(cells, scope, found)
            return
        for element in self._each(cells):
            yield from self._of(element, scope, {})

    def _of(self, cells: Cells, scope: RowScope, found: dict[str, Reference]) -> Iterator[MappedFact]:
        for holds in self._when:
            if not holds(cells):
                return
        subject = self._reference(self._subject, cells, scope, found)
        about = None if self._object is None else self._reference(self._object, cells, scope, found)
        values: Values = {}
        for field, value_of in self._fields:
            value = value_of(cells, scope)
            if value is not None:
                values[field] = value
        if self._span is not None:
            for field, day in zip((FIRST, UNTIL), self._span(cells), strict=True):
                if day is not None:
                    values[field] = day
        if self._check_start is not None:
            self._check_start(values.get(FIRST))
        if self._takes_id and isinstance(subject, PersonRef) and subject.national_id is not None:
            values["national_id"] = subject.national_id
        for field, evidence in self._watched:
            self._watch(values, field, evidence)
        for stated in (values,) if self._split is None else self._months(values, cells, scope):
            record = self._record(stated)
            for field, ask in self._asked:
                value = record.__dict__[field]
                if value is not None:
                    ask(value)
            if self._says_birth:
                born_by(scope.months, record.__dict__["birth"], self._columns["birth"])
            key = tuple(part(cells, scope, record.__dict__) for part in self._key)
            yield MappedFact(record, key, subject, about)

    def _reference(self, name: str, cells: Cells, scope: RowScope, found: dict[str, Reference]) -> Reference:
        reference = found.get(name)
        if reference is None:
            reference = self._subjects[name](cells)
            born_by(scope.months, reference, self._named[name])
            found[name] = reference
        return reference

    def _watch(self, values: Values, field: str, evidence: Evidence) -> None:
        """A number of an account; where its column's digits proved lost, it is let go or rejects the row."""
        value = values.get(field)
        if type(value) is not str:
            return
        try:
            evidence.number(value)
        except CellError as error:
            if field not in self._lenient:
                raise
            self._let_go(field, error.reason)
            del values[field]

    def _let_go(self, field: str, reason: str) -> None:
        column = self._columns.get(field) or field
        self._unread[column] += 1
        if reason == Reason.PRECISION_LOST:
            self._cautions.let_go(column, reason)

    def _record(self, values: Values) -> Record:
        memo = self._memo
        if memo is None:
            return self._validated(values)
        key = tuple(values.items())
        record = memo.get(key)
        if record is None:
            record = self._validated(values)
            if len(memo) >= _MEMO:
                memo.clear()
            memo[key] = record
        return record

    def _validated(self, values: Values) -> Record:
        try:
            return self._type.model_validate(values)
        except ValidationError as error:
            problem = self._problem(error)
        if problem.dropped is None:
            try:
                raise problem
            finally:  # else this frame and the exception hold each other, and with them all rows read so far
                del problem
        self._let_go(problem.dropped, problem.reason)
        return self._validated({field: value for field, value in values.items() if field != problem.dropped})

    def _problem(self, error: ValidationError) -> _FieldError:
        first: Any = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        cause = first.get("ctx", {}).get("error")
        if isinstance(cause, InvalidValueError):
            reason, expected = cause.reason, cause.expected
        else:
            reason, expected = _BY_TYPE.get(
                first["type"], (Reason.UNKNOWN_CODE, Message(f"有效的 {field}", f"a valid {field}"))
            )
        if field is None:  # about several fields: the last date is named
            field = next((name for name in reversed(self._columns) if "until" in name or "date" in name), None)
        dropped = field if field in self._lenient and first["type"] != "missing" else None
        return _FieldError(self._columns.get(field or "") or field, reason, expected, dropped)

    def _months(self, values: Values, cells: Cells, scope: RowScope) -> Iterator[Values]:
        """A payment for the scope's month, or one for each month that the remark names."""
        column, word = self._split or ("", "")
        text = cells.get(column)
        try:
            months = None if text is None else back_pay(text, month_index(scope.first), word)
        except InvalidValueError as error:
            raise CellError(column, error.reason, error.expected) from error
        back = months is not None
        if months is None:
            if "month" in values or len(scope.months) == 1:
                yield {"month": scope.month, **values} if "month" not in values else values
                return
            months = scope.months  # of a quarter or term: one sum for all its months
        if not months:
            raise CellError(None, Reason.INVALID_MONTH, Message("写明所属月份的报送", "a delivery that says its month"))
        try:
            amount = Money.parse(values["amount"])
        except InvalidValueError as error:
            raise CellError(self._columns["amount"], error.reason, error.expected) from error
        except KeyError:
            raise CellError(self._columns["amount"], Reason.MISSING_FIELD, Message("金额", "an amount")) from None
        for month, share in shares(amount, months):
            yield {**values, "month": month, "amount": share} | ({"back_pay": True} if back else {})


def _getter(record: str, field: str) -> Callable[[Column, Header], Getter]:
    if field == "township":
        return township_getter
    if field in (FIRST, UNTIL) and lasts(RECORDS[record]):
        return partial(date_getter, field)
    return amount_getter if value_types(record).get(field) is Money else getter


class _FieldError(CellError):
    """A record's refusal; ``dropped`` is the field that the card lets go."""

    def __init__(self, field: str | None, reason: str, expected: str, dropped: str | None) -> None:
        super().__init__(field, reason, expected)
        self.dropped = dropped
