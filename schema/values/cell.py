"""How the characters of a cell are cleaned before a value type reads them.

Only the way of writing changes, never the content: full-width forms become half-width, invisible characters go.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from schema.errors import InvalidValueError
from schema.values.reason import Reason

MAX_CHARACTERS = 1000
"""No value type has values longer than this; a cell of megabytes is refused before anything reads it."""

_NOTHING = frozenset(
    ("", "无", "没有", "暂无", "空", "-", "--", "—", "——", "/", "\\", "N/A", "NA", "NULL", "NONE", "不详")
)
_INVISIBLE = dict.fromkeys((0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_QUOTES = "'`\"‘’“”＇"


def text(raw: Any) -> str:
    """The cell as text: NFKC, without invisible characters, outer blanks and the apostrophe that Excel users put first.

    Raises ``InvalidValueError`` (``cell_too_large``).
    """
    cell = raw if isinstance(raw, str) else str(raw)
    if len(cell) > MAX_CHARACTERS:
        raise InvalidValueError(Reason.CELL_TOO_LARGE, f"at most {MAX_CHARACTERS} characters")
    if not cell.isascii():
        cell = unicodedata.normalize("NFKC", cell.translate(_INVISIBLE))
    return cell.strip().strip(_QUOTES).strip()


def compact(raw: Any) -> str:
    """``text`` without any blank inside, in capitals: for codes and numbers."""
    return "".join(text(raw).split()).upper()


def looks_rounded(digits: str) -> bool:
    """Whether a number of more than 15 digits may have been a spreadsheet's: zeros at its end, or exactly a double.

    Excel keeps 15 significant digits, writers of its files 16 or 17, and readers print the nearest double in full
    (370102199001011234 comes back as 370102199001011328), so the ending is not always zeros.
    """
    return len(digits) > 15 and digits.isdigit() and (digits.endswith("000") or int(float(digits)) == int(digits))


def says_nothing(raw: Any) -> bool:
    """Whether the cell only says that there is nothing to say: blank, 无, 没有, a dash."""
    return raw is None or compact(raw) in _NOTHING
