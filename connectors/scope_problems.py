"""Checks of a card's scope: division and month have one consistent origin, and facts can have months.

A contradiction is refused when the card is read: otherwise it would claim coverage that was never delivered, or store
facts that are in force in no month.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectors.card import Answered, MapCard, Shape, StreamCard, Where
from connectors.mapping.lasting import FIRST, UNTIL, lasts
from connectors.mapping.periods import period
from connectors.mapping.places import parsed_division
from connectors.problem import Path, Problem, problem, unnamed
from schema.errors import InvalidValueError
from schema.message import chinese
from schema.records import RECORDS

_UNTITLED = ("这类数据源没有标题行", "a source of this kind has no title")


def scope_problems(stream: StreamCard, here: Path) -> Iterator[Problem]:
    """Problems of a stream's ``scope``."""
    scope = stream.scope
    for name, where in (("division", scope.division), ("month", scope.month), ("batch", scope.batch)):
        if where is not None:
            yield from _place(stream, name, where, (*here, "scope", name))
    if scope.months is not None:
        yield from _answered(stream, scope.months, (*here, "scope", "months"))
    yield from _every(stream, (*here, "scope", "division"))
    if stream.shape is Shape.ROSTER and not stream.months_by_row and not stream.months_of_delivery:
        yield problem(
            (*here, "scope"),
            ("名单没有说明是哪个月的", "a roster that names no month"),
            (
                "month：来自列、文件名、标题或常量；SQL 也可在查询中用 :month",
                "month from columns, the file's name, the title or a constant; in SQL also :month in the query",
            ),
        )


def _place(stream: StreamCard, name: str, where: Where, place: Path) -> Iterator[Problem]:
    yield from unnamed(stream.placeholders, where.file, place)
    if where.title and not stream.has_title:
        yield problem(place, _UNTITLED, ("column 或 const", "column or const"))
    if name == "month" and len(where.columns) not in (0, 2):
        yield problem(
            place,
            ("月份的 columns 不是两列", "columns of a month are not two"),
            ("[年份列, 月份列]", "[year column, month column]"),
        )
    if name == "batch" and not where.file:
        yield problem(
            place,
            ("批次只能来自文件名", "a batch comes from the file's name only"),
            ("batch: {file: [占位符, …]}", "batch: {file: [placeholder, …]}"),
        )
    if where.const is not None:
        try:
            if name == "division":
                parsed_division(where.const, where.level, stream.serves)
            elif name == "month":
                period(where.const)
        except InvalidValueError as error:
            yield problem(
                place,
                (f"常量不可识读：{chinese(error.reason)}", f"a constant that cannot be read: {error.reason}"),
                (chinese(error.expected), str(error.expected)),
            )


def _answered(stream: StreamCard, where: Answered, place: Path) -> Iterator[Problem]:
    yield from unnamed(stream.placeholders, where.file, place)
    if where.title and not stream.has_title:
        yield problem(place, _UNTITLED, ("const 或 from、until", "const, or from and until"))
    if not stream.months_by_row:
        yield problem(
            place,
            ("months 与 month 重复：行内没有自己的月份列", "months beside a month that is not of the rows"),
            ("只写 month，或让 month 来自列", "month alone, or a month column"),
        )
    try:
        for text in (where.const, where.from_, where.until):
            if text is not None:
                period(text)
        if where.from_ is not None and where.until is not None and period(where.from_) > period(where.until):
            yield problem(place, ("起始月晚于截止月", "from after until"), ("from 不晚于 until", "from before until"))
    except InvalidValueError as error:
        yield problem(
            place,
            ("期间不可识读", "a stretch of months that cannot be read"),
            (chinese(error.expected), str(error.expected)),
        )


def _every(stream: StreamCard, place: Path) -> Iterator[Problem]:
    where = stream.scope.division
    if not where.every:
        return
    if not where.column or where.level != 6:
        yield problem(
            place,
            ("every 只用于来自列的县级区划", "every is for counties that a column names"),
            ("division: {column: …, every: true}，level 为 6", "division: {column: …, every: true} with level 6"),
        )
    if stream.months_by_row and not stream.answers_months:
        yield problem(
            place,
            ("every 要求每个县都答复，但没有说明答复哪些月份", "every county is answered for, but for no month"),
            (
                "scope.months：这份报送整体答复的月份（const、from/until、file 或 rows: true）",
                "scope.months: what the delivery answers for as a whole (const, from with until, file or rows: true)",
            ),
        )


def month_problems(stream: StreamCard, record: str, mapped: MapCard, place: Path) -> Iterator[Problem]:
    """Whether a fact of a register or event can be in force in any month, and its dates are declared once."""
    kind = RECORDS[record]
    if mapped.period is not None:
        if not lasts(kind):
            yield problem(
                (*place, "period"),
                (f"{record} 没有起止日期", f"a {record} does not last"),
                ("period 只用于有起止日期的记录", "period only for records with valid_from and valid_until"),
            )
        if {FIRST, UNTIL} & mapped.fields.keys():
            yield problem(
                (*place, "period"),
                ("period 与 valid_from、valid_until 重复", "period beside valid_from or valid_until"),
                ("只写其中之一", "one of the two"),
            )
        if "until" not in mapped.period.model_fields_set:
            yield problem(
                (*place, "period"),
                ("没有说明截止日当天是否计入", "it does not say whether the last day counts itself"),
                ("until: included（计入）或 until: excluded（不计入）", "until: included or until: excluded"),
            )
    if stream.shape is Shape.ROSTER or not lasts(kind) or mapped.period is not None or FIRST in mapped.fields:
        return
    if record == "benefit" and ("awarded_on" in mapped.fields or {"school_year", "term"} <= mapped.fields.keys()):
        return
    wanted = "valid_from、period" + ("、awarded_on，或 school_year 加 term" if record == "benefit" else "")
    yield problem(
        place,
        (
            f"{record} 没有自己的日期，任何月份都无法认定为有效",
            f"a {record} without dates of its own is in force in no month",
        ),
        (
            f"{wanted}；逐月名单请用 shape: roster",
            wanted.replace("、", ", ").replace("，或 ", ", or ").replace(" 加 ", " with ")
            + "; a monthly list is a roster",
        ),
    )
