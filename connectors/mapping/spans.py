"""From a first and a last day as departments write them to ``[from, until)``: one cell each, or one cell with both.

A month, quarter, term or year counts whole. 长期, 至今, 永久 and years from 2099 on are open ends. The card declares
whether a last *day* itself counts. Pure.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from connectors.mapping.periods import period
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.day import Day
from schema.values.month import first_day
from schema.values.reason import Reason

Span = tuple[date | None, date | None]
"""First day, and first day no longer covered; None where the cell leaves it open."""

_OPEN = frozenset(
    ("长期", "长期有效", "永久", "永久有效", "终身", "长久", "无固定期限", "至今", "现在", "目前", "今", "未定", "不限")
)
_ENDLESS = 2099
"""Years from which on a date means no end (9999-12-31, 3000-12)."""
_ENDLESS_TEXT = re.compile(r"(?P<y>\d{4})\s*(?:[-/.年]?\s*\d{1,2})?(?:\s*[-/.月]?\s*\d{1,2})?\s*[日月号]?(?:\s.*)?")

_POINT = "|".join(
    (
        r"\d{4}\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号])?",
        *(rf"\d{{4}}{sign}\d{{1,2}}(?:{sign}\d{{1,2}})?" for sign in ("-", "/", r"\.")),
        r"\d{8}",
        r"\d{6}",
    )
)
_TWO = re.compile(
    rf"(?P<a>{_POINT})\s*(?:至|到|[-~—–―－])+\s*(?P<b>{_POINT}|(?:\d{{1,2}}\s*月\s*)?\d{{1,2}}\s*[日号月]|[^\d\s]+)"
)
_SINCE = re.compile(rf"(?:自|从)?\s*(?P<a>{_POINT})\s*(?:起|开始|以来|至今|起至今)")
_UP_TO = re.compile(rf"(?:截至|截止|至|到)\s*(?P<b>{_POINT})\s*(?:止|为止)?")
_EXPECTED = Message(
    "起止日期，如 2026年3月5日至2026年9月4日、2026.3.5-2026.9.4、2026年3月5日至今、2026年3月-长期",
    "a first and a last day, such as 2026-03-05至2026-09-04, 2026.3.5-2026.9.4 or 2026年3月5日至今",
)


@lru_cache(maxsize=16384)
def first(text: str) -> date:
    """The first day; of a month or longer stretch its first. Raises InvalidValueError."""
    try:
        return Day.parse(text)
    except InvalidValueError as error:
        try:
            return first_day(period(text).first)
        except InvalidValueError:
            raise error from None


@lru_cache(maxsize=16384)
def until(text: str, included: bool) -> date | None:
    """The first day no longer covered; None is open. A stretch counts whole. Raises InvalidValueError."""
    written = cell.text(text)
    endless = _ENDLESS_TEXT.fullmatch(written)
    if written in _OPEN or (endless is not None and int(endless["y"]) >= _ENDLESS):
        return None
    try:
        return Day.parse(text) + timedelta(days=included)
    except InvalidValueError as error:
        try:
            return first_day(period(text).last + 1)
        except InvalidValueError:
            raise error from None


@lru_cache(maxsize=16384)
def both(text: str, included: bool) -> Span:
    """A cell with both ends, one of them, or a stretch that counts whole. Raises InvalidValueError."""
    written = cell.text(text)
    found = _TWO.fullmatch(written)
    if found is not None:
        return _two(found["a"], found["b"], included)
    if (since := _SINCE.fullmatch(written)) is not None:
        return first(since["a"]), None
    if (up_to := _UP_TO.fullmatch(written)) is not None:
        return None, until(up_to["b"], included)
    if written in _OPEN:
        return None, None
    try:
        stretch = None if _is_day(written) else period(written)  # one day alone: first or last is unknown
    except InvalidValueError:
        stretch = None
    if stretch is None:
        raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)
    return first_day(stretch.first), first_day(stretch.last + 1)


def _is_day(text: str) -> bool:
    try:
        Day.parse(text)
    except InvalidValueError:
        return False
    return True


def _two(start: str, end: str, included: bool) -> Span:
    begins = first(start)
    if re.match(r"\d{1,2}\s*[月日号]", end):  # the year, or year and month, of the first
        month = re.match(r"(\d{1,2})\s*月", end)
        end = f"{begins.year}年{end}" if month else f"{begins.year}年{begins.month}月{end}"
    ends = until(end, included)
    if ends is not None and ends <= begins:
        raise InvalidValueError(Reason.END_BEFORE_START, Message("晚于开始日期的截止日期", "an end after the start"))
    return begins, ends
