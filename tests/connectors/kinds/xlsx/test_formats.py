"""Number formats as spreadsheets write them: dates and times on one side, numbers and elapsed time on the other."""

from __future__ import annotations

import pytest

from connectors.kinds.xlsx.formats import BUILT_IN, is_date

DATES = (
    "yyyy-mm-dd",
    'yyyy"年"m"月"',
    'yyyy"年"m"月"d"日"',
    "yyyy年m月d日",
    "[$-804]yyyy/m/d;@",
    "[$-F800]dddd, mmmm dd, yyyy",
    '[DBNum1][$-804]yyyy"年"m"月";@',
    "m/d/yy h:mm AM/PM",
    'm"月"',
    "mmm-yy",
    "h:mm:ss",
    "mm:ss.0",
    '上午/下午h"时"mm"分"',
    "e.m.d",
    "aaaa",
)
NUMBERS = (
    "General",
    "G/通用格式",
    "0",
    "0.00",
    "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
    '#,##0.00"元"',
    "0.00E+00",
    "##0.0E+0",
    "0%",
    "# ?/?",
    "@",
    '"日期"0',
    "[h]:mm",
    "[mm]:ss",
    "[hh]:mm:ss.000",
    "[$¥-804]#,##0.00",
    "0\\d",
    "_ * #,##0_ ",
    "",
    ";;;",
)


@pytest.mark.parametrize("text", DATES)
def test_a_format_of_dates_or_times_is_one(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_format_of_numbers_or_elapsed_time_is_none(text: str) -> None:
    assert not is_date(text)


def test_formats_of_chinese_editions_are_built_in() -> None:
    assert {27, 31, 36, 50, 57, 58} < BUILT_IN
    assert not {0, 2, 4, 10, 23, 37, 46, 49, 59} & BUILT_IN
