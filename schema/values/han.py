"""Forms of one Chinese character: traditional, simplified, variant, and code points of one character by history.

Two texts are the same writing when ``folded`` gives the same for both, so it is an equivalence: reflexive, symmetric
and transitive.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FORMS = Path(__file__).with_name("han_forms.txt")

_MOVED = {
    0xE5E5: " ",
    0xE7C7: "\u1e3f",
    0xE7C8: "\u01f9",
    # encoded after GB18030-2000 had given them private places; GB18030-2022 uses the code points on the right
    0xE81E: "\u9fb4",
    0xE826: "\u9fb5",
    0xE82B: "\u9fb6",
    0xE82C: "\u9fb7",
    0xE832: "\u9fb8",
    0xE843: "\u9fb9",
    0xE854: "\u9fba",
    0xE864: "\u9fbb",
    0xE816: "\U00020087",
    0xE817: "\U00020089",
    0xE818: "\U000200cc",
    0xE831: "\U000215d7",
    0xE83B: "\U0002298f",
    0xE855: "\U000241fe",
}
"""Private use code point -> character, where the codec of GB18030 lacks it."""


def _rows_of_fe() -> dict[int, str]:
    """The 80 characters FE50 to FEA0: GBK had them from U+E815 to U+E864, GB18030 has most at their own places."""
    found = {}
    for index, second in enumerate([*range(0x50, 0x7F), *range(0x80, 0xA1)]):
        character = bytes((0xFE, second)).decode("gb18030")
        if not "\ue000" <= character <= "\uf8ff":
            found[0xE815 + index] = character
    return found


PRIVATE: dict[int, str] = _rows_of_fe() | _MOVED
"""Private use code points of GBK and GB18030 -> the character of today, as ``str.translate`` takes it."""


def published(text: str) -> str:
    """The text with the code points of today in place of private ones; others stay."""
    return text.translate(PRIVATE)


@cache
def forms() -> dict[int, str]:
    """Every form -> the representative form, as a table for ``str.translate``."""
    found = dict(PRIVATE)
    for line in _FORMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for form in line[1:]:
                found[ord(form)] = line[0]
    return {code: found.get(ord(character), character) for code, character in found.items()}


def folded(text: str) -> str:
    """The text with one form of each character."""
    return text.translate(forms())
