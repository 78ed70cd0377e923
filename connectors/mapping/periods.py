"""Stretches of months as people write them in file names, titles and cells: text to months. Pure.

One reading or none: a text that names no stretch, or two different ones, is refused. A text without its year needs one
from elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.month import Month, month_index
from schema.values.reason import Reason


class Period(NamedTuple):
    """Month indexes, both included."""

    first: int
    last: int

    @property
    def months(self) -> tuple[int, ...]:
        return tuple(range(self.first, self.last + 1))


EXPECTED = Message(
    "写明年份和月份，如 2026年7月、202607、2026年第三季度、2026年上半年、2025-2026学年春季、2026年全年",
    "a stretch of months with its year, such as 2026年7月, 202607, 2026年第三季度, 2025-2026学年春季 or 2026年",
)
_MOST = 120
"""Length in months of the longest stretch that one text can name."""

_NUMERALS = dict(zip("一二三四1234", (1, 2, 3, 4, 1, 2, 3, 4), strict=True))
_TO = r"\s*(?:至|到|[-~—–－―])+\s*"
_YEAR = r"(?:(?P<y>(?:19|20|21)\d{2})\s*年?\s*度?\s*[-_./]?\s*)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])\s*月\s*(?:份)?"
_TWO_YEARS = r"(?P<y>(?:19|20|21)\d{2})\s*[-—–至~]\s*(?P<y2>(?:19|20|21)\d{2})"
_TERM = r"(?P<term>第?[一二12]学期|[上下]学期|[春秋]季?(?:学期)?|[春秋]学期)"

_FORMS: tuple[tuple[str, str], ...] = (
    ("school", _TWO_YEARS + r"\s*(?:学?年度?)?\s*" + _TERM),
    ("school", _TWO_YEARS + r"\s*学年度?(?P<term>)"),
    (
        "months",
        r"(?P<y>(?:19|20|21)\d{2})\s*(?:年|[-/.])?\s*(?P<m>1[0-2]|0?[1-9])\s*(?:月份?)?"
        + _TO
        + r"(?:(?P<y2>(?:19|20|21)\d{2})\s*(?:年|[-/.])?\s*)?(?P<m2>1[0-2]|0?[1-9])\s*(?:月份?)?",
    ),
    ("month", r"(?P<y>(?:19|20|21)\d{2})(?:\s*年度?\s*|[-/.])(?P<m>1[0-2]|0?[1-9])(?:\s*月\s*份?)?"),
    ("month", r"(?P<y>(?:19|20|21)\d{2})(?P<m>0[1-9]|1[0-2])"),
    ("quarter", _YEAR + r"?第?\s*(?P<q>[一二三四1-4])\s*季度?"),
    ("quarter", _YEAR + r"?[Qq](?P<q>[1-4])"),
    ("half", _YEAR + r"?(?P<h>[上下])\s*半年"),
    ("season", r"(?P<y>(?:19|20|21)\d{2})\s*年?\s*(?P<term>[春秋]季?(?:学期)?)"),
    ("months", r"(?P<m>1[0-2]|0?[1-9])\s*(?:月份?)?" + _TO + r"(?P<m2>1[0-2]|0?[1-9])\s*月份?"),
    ("month", _MONTH),
    ("year", r"(?P<y>(?:19|20|21)\d{2})\s*(?:年度|年全年|全年|年)"),
)
"""Kind and pattern, the more specific first."""

FORM = "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern in _FORMS)
"""One regular expression of every form, without groups, for the patterns of file names."""

_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)
_WITHIN = re.compile(rf"(?<!\d)(?:{FORM})(?!\d)")
"""A form inside a longer text."""
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)\s*[日号]?|(?<!\d)\d{8}(?!\d)")
_A_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d{2})\s*(?=年)|(?<!\d)((?:19|20|21)\d{2})(?!\d)")


def period(text: str, year: int | None = None) -> Period:
    """The stretch that a whole text names; ``year`` completes one without a year. Raises InvalidValueError."""
    return _period(text, year)


@lru_cache(maxsize=8192)
def _period(text: str, year: int | None) -> Period:
    written = cell.text(text)
    try:
        month = month_index(Month.parse(written))
    except InvalidValueError as error:
        if error.reason == Reason.AMBIGUOUS_DATE:
            raise
    else:
        return Period(month, month)
    for kind, form in _COMPILED:
        found = form.fullmatch(written)
        if found is not None:
            return _read(kind, found.groupdict(), year)
    raise InvalidValueError(Reason.INVALID_MONTH, EXPECTED)


def period_in(text: str, year: int | None = None) -> Period:
    """The one stretch that a title or a file's name contains. Raises InvalidValueError for none, and for several.

    Dates are skipped. A month, quarter or half without its year takes the one year elsewhere in the text; a year alone
    counts only in a form for the whole year (``2026年度``, ``2026年全年``).
    """
    written = _DATE.sub(" ", cell.text(text))
    year = year_in(written) if year is None else year
    whole: set[Period] = set()
    found: set[Period] = set()
    for part in (one[0].strip() for one in _WITHIN.finditer(written)):
        try:
            stretch = period(part, year)
        except InvalidValueError:
            continue
        if part.endswith(("年度", "全年")):
            whole.add(stretch)
        elif not part.endswith("年"):
            found.add(stretch)
    stretches = found or whole
    if len(stretches) != 1:
        raise InvalidValueError(
            Reason.INVALID_MONTH,
            Message(f"只写一个期间，{EXPECTED.zh}", f"one stretch of months only: {EXPECTED}") if found else EXPECTED,
        )
    return stretches.pop()


def year_in(text: str) -> int | None:
    """The one year that a text names; None for none and for several."""
    years = {int(one or other) for one, other in _A_YEAR.findall(cell.text(text))}
    return years.pop() if len(years) == 1 else None


def term(school_year: str, name: str) -> Period:
    """A school term: autumn is August to January, spring February to July.

    ``school_year`` is ``2025-2026``; ``name`` is 秋季 or 春季, 第一 or 第二学期, 上 or 下学期, or 全学年 for
    both terms. Raises InvalidValueError.
    """
    return _school(cell.text(school_year), cell.text(name))


def _school(school_year: str, name: str) -> Period:
    years = re.fullmatch(r"(\d{4})\s*[-—–至~]\s*(\d{4})\s*(?:学?年度?)?", school_year)
    if years is None or int(years[2]) != int(years[1]) + 1:
        raise InvalidValueError(Reason.INVALID_MONTH, Message("学年，如 2025-2026", "a school year such as 2025-2026"))
    first = int(years[1]) * 12 + 7
    if re.match(r"[全整]|学年|year", name) or not name:
        return Period(first, first + 11)
    if re.match(r"秋|第?[一1]|上|autumn", name):
        return Period(first, first + 5)
    if re.match(r"春|第?[二2]|下|spring", name):
        return Period(first + 6, first + 11)
    raise InvalidValueError(
        Reason.INVALID_MONTH,
        Message("学期，如 秋季、春季、第一学期、第二学期、全学年", "a term: 秋季, 春季, 第一学期, 第二学期 or 全学年"),
    )


def _read(kind: str, found: dict[str, str | None], year: int | None) -> Period:
    if found.get("y") is not None:
        year = int(found["y"] or 0)
    if year is None:
        raise InvalidValueError(Reason.INVALID_MONTH, EXPECTED)
    january = year * 12
    match kind:
        case "school":
            return _school(f"{year}-{found['y2']}", found["term"] or "")
        case "season":
            autumn = (found["term"] or "").startswith("秋")
            return Period(january + 7, january + 12) if autumn else Period(january + 1, january + 6)
        case "quarter":
            first = january + 3 * (_NUMERALS[found["q"] or ""] - 1)
            return Period(first, first + 2)
        case "half":
            first = january + (6 if found["h"] == "下" else 0)
            return Period(first, first + 5)
        case "year":
            return Period(january, january + 11)
    first = january + int(found["m"] or 0) - 1
    last = first
    if kind == "months":
        last = int(found.get("y2") or year) * 12 + int(found["m2"] or 0) - 1
    if not 0 <= last - first < _MOST:
        raise InvalidValueError(Reason.INVALID_MONTH, EXPECTED)
    return Period(first, last)
