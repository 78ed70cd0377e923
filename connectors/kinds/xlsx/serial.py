"""Serial numbers of a spreadsheet as dates and times: days since the end of 1899, or of 1903 in a 1904 workbook.

A time of midnight is left out; a number below one day is a time. An impossible day (0, and Excel's 29 February 1900) is
written as Excel shows it, and is refused as a date.
"""

from __future__ import annotations

from datetime import datetime, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_DAY = 86_400
_LAST = 2_958_466
"""The day after 31 December 9999."""


def date_text(serial: float, *, from_1904: bool) -> str | None:
    """``2026-07-01``, ``2026-07-01 08:30:00`` or ``08:30:00``; None for a number that is no date."""
    if not 0 <= serial < _LAST:
        return None
    days, seconds = divmod(round(serial * _DAY), _DAY)
    if days == 0 and seconds:
        return str(timedelta(seconds=seconds)).zfill(8)
    if from_1904:
        day = _EPOCH_1904 + timedelta(days=days)
    elif days == 0:
        return "1900-01-00"
    elif days == 60:
        return "1900-02-29"
    else:
        day = _EPOCH_1900 + timedelta(days=days + (days < 60))
    moment = day + timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%d %H:%M:%S}" if seconds else f"{moment.date().isoformat()}"
