"""How the characters of a cell are cleaned before a value type reads them.

Only the way of writing changes, never the content: full-width forms become half-width, invisible characters go.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.reason import Reason

MAX_CHARACTERS = 1000
"""No value type has values longer than this; a cell of megabytes is refused before anything reads it."""

_NOTHING = frozenset(
    ("", "无", "没有", "暂无", "空", "-", "--", "—", "——", "/", "\\", "N/A", "NA", "NULL", "NONE", "不详")
)
_MARKS = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)
"""Characters without a shape: controls, zero width, direction marks, variation selectors."""
_INVISIBLE = {code: None for first, last in _MARKS for code in range(first, last + 1)}
_SELECTORS = frozenset((0x180B, 0xFE00, 0xE0000))
"""Where runs begin that only choose between the shapes of one character."""
_HIDDEN = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _MARKS if a not in _SELECTORS) + "]")
_QUOTES = "'`\"‘’“”＇"
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d*)?E\+\d+|[-+]?\d+\.\d*E\d+", re.ASCII)


FOURS = frozenset(f"{n:02d}" for n in range(0, 100, 4))
"""How numbers end that a spreadsheet may have rounded: in 000, or as doubles, which are multiples of 16."""


def text(raw: Any) -> str:
    """The cell as text: NFKC, without invisible characters, outer blanks and the apostrophe that Excel users put first.

    ``="0123"``, the formula by which a CSV file keeps text in Excel, is its text. Raises ``InvalidValueError``
    (``cell_too_large``).
    """
    cell = raw if isinstance(raw, str) else str(raw)
    if len(cell) > MAX_CHARACTERS:
        raise InvalidValueError(
            Reason.CELL_TOO_LARGE, Message(f"最多 {MAX_CHARACTERS} 个字符", f"at most {MAX_CHARACTERS} characters")
        )
    cell = visible(cell)
    return (cell if cell.isascii() else unicodedata.normalize("NFKC", cell)).strip().strip(_QUOTES).strip()


def visible(raw: str) -> str:
    """The text without characters that have no shape, and without the formula around it."""
    seen = raw.strip() if raw.isascii() and raw.isprintable() else raw.translate(_INVISIBLE).strip()
    if seen.startswith('="') and seen.endswith('"') and len(seen) > 2:
        return seen[2:-1].replace('""', '"')
    return seen


def compact(raw: Any) -> str:
    """``text`` without any blank inside, in capitals: for codes and numbers."""
    whole = "".join(text(raw).split()).upper()
    return whole if whole.isascii() else unicodedata.normalize("NFKC", whole)


def hyphens(text: str) -> str:
    """One hyphen for all signs that are written for it, the minus of mathematics (U+2212) included."""
    return text if text.isascii() else text.translate(_DASHES)


def hides_something(raw: str) -> bool:
    """Whether the text holds invisible characters other than a byte order mark or zero-width space around it."""
    return not raw.isascii() and _HIDDEN.search(raw.strip().strip("\ufeff\u200b")) is not None


def is_scientific(number: str) -> bool:
    """Whether a spreadsheet shortened a number: ``3.70102E+17``; capitals expected. ``12E5`` may be a code."""
    return _SCIENTIFIC.fullmatch(number) is not None


def ends_in_zeros(digits: str) -> bool:
    """Whether everything after the 15th digit is 0, as Excel leaves a longer number."""
    return len(digits) > 15 and digits.isdigit() and not digits[15:].strip("0")


def is_a_double(digits: str) -> bool:
    """Whether a number of 18 digits and more is exactly a double, as readers of workbooks print a rounded one.

    370102199001011234 comes back as 370102199001011328. By chance, one in 64 of 18 digits is one.
    """
    if len(digits) < 18 or digits[-2:] not in FOURS:  # all such doubles are multiples of 16
        return False
    return digits.isdigit() and int(float(digits)) == int(digits)


def looks_rounded(digits: str) -> bool:
    """Whether a number of more than 15 digits may have been a spreadsheet's."""
    return (len(digits) > 15 and digits.isdigit() and digits.endswith("000")) or is_a_double(digits)


def says_nothing(raw: Any) -> bool:
    """Whether the cell is empty or means it: blank, 无, 没有, a dash."""
    return raw is None or compact(hyphens(raw if isinstance(raw, str) else str(raw))) in _NOTHING
