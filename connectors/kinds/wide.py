"""Which columns of a sheet are months, and of which year. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from connectors.codes import label
from connectors.kinds.files_card import MonthsInColumns, Year
from connectors.mapping.periods import year_in
from schema.errors import DeliveryError, InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason

_NUMERALS = {name: number for number, name in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_YEAR = r"(?P<y>(?:19|20|21)\d{2})"

Columns = dict[int, dict[str, str]]
"""Month index -> new column -> the sheet's column."""


def year_of(where: Year, names: Mapping[str, str], title: str) -> int:
    """The year from a file's name, its title or the card. Raises InvalidValueError."""
    text = title if where.title else where.const if where.file is None else names[where.file]
    written = cell.text(text or "")
    year = int(written) if re.fullmatch(r"(?:19|20|21)\d{2}", written) else year_in(written)
    if year is None:
        raise InvalidValueError(Reason.INVALID_MONTH, Message("写明年份，如 2026年", "a year such as 2026年"))
    return year


def month_columns(wide: MonthsInColumns, names: Iterable[str], year: int | None, place: str) -> Columns:
    """The months that have a column. Raises DeliveryError without one, and when a month has two."""
    patterns = {new: _pattern(header) for new, header in wide.columns.items()}
    found: Columns = {}
    for name in names:
        for new, pattern in patterns.items():
            match = pattern.fullmatch(label(re.sub(r" \(\d+\)$", "", name)))
            if match is None:
                continue
            number = _NUMERALS.get(match["m"]) or int(match["m"])
            month = int(match.groupdict().get("y") or year or 0) * 12 + number - 1
            if new in found.setdefault(month, {}):
                raise DeliveryError(
                    place,
                    Message(f"{number}月有两列", f"month {number} has two columns"),
                    Message("每个月只有一列；请合并或删除多余的列", "one column a month"),
                )
            found[month][new] = name
    if not found:
        headers = "、".join(wide.columns.values())
        raise DeliveryError(
            place,
            Message("表头中没有月份列", "the header has no column of a month"),
            Message(f"形如 {headers} 的列", f"columns such as {headers}"),
        )
    return found


def _pattern(header: str) -> re.Pattern[str]:
    groups = {"{m}": _MONTH, "{y}": _YEAR}
    parts = [groups.get(part) or re.escape(label(part)) for part in re.split(r"(\{[my]\})", header)]
    return re.compile(re.sub("月份?", "月份?", "".join(parts)))
