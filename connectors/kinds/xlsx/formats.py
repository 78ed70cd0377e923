"""Number formats: which of them show a number as a date or a time of day.

The formats that Excel has built in carry an id and no text in the file; ids 27 to 36 and 50 to 58 are dates and times
in Chinese, Japanese and Korean editions (ECMA-376 part 1, 18.8.30). Elapsed time (``[h]:mm``) is a number, not a date.
"""

from __future__ import annotations

import re
from functools import lru_cache

BUILT_IN = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
"""Ids of dates and times of day; 46 is elapsed time."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[([^\]]*)\]")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_FRACTION = re.compile(r"s\.0+", re.IGNORECASE)
_NUMBER = re.compile(r"general|standard|g/|[0#?@%]|e[+-]", re.IGNORECASE)
_TOKEN = re.compile(r"[ymdhse]|aaa|bb", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Whether a format's text shows a date or a time of day (``yyyy"年"m"月"``, ``[$-804]d mmm``, ``h:mm``)."""
    section = _LITERAL.sub("", text).split(";", 1)[0]
    if any(_ELAPSED.fullmatch(inner) for inner in _BRACKET.findall(section)):
        return False
    plain = _FRACTION.sub("s", _BRACKET.sub("", section))
    return _NUMBER.search(plain) is None and _TOKEN.search(plain) is not None
