"""Divisions as people write them in file names, titles and cells: by code, or by an unambiguous name. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.division import Division
from schema.values.reason import Reason

_SHOWN = 6
"""Divisions of one name that a refusal lists."""
_BEFORE_TITLE = re.compile(r"附件\s*\d*\s*[:：]?\s*")


def parsed_division(text: str, level: int, serves: tuple[str, ...] = ()) -> str:
    """The first ``level`` digits of a division; of several with one name, the one among those served.

    Raises InvalidValueError, also when it has fewer digits, and for a name of several divisions (市中区).
    """
    return _parsed(text, level, serves, divisions.edition())


@lru_cache(maxsize=16384)
def _parsed(text: str, level: int, serves: tuple[str, ...], edition: tuple[Path, ...]) -> str:
    try:
        code = Division.parse(text)
    except InvalidValueError:
        code = _by_name("".join(cell.text(text).split()), serves)
    if len(code) < level:
        raise InvalidValueError(
            Reason.INVALID_DIVISION,
            Message(f"至少 {level} 位的区划代码", f"a division of at least {level} digits"),
        )
    return code[:level]


def _by_name(name: str, serves: tuple[str, ...]) -> str:
    """Resolve a name that several divisions have; raises InvalidValueError when it stays ambiguous."""
    found = sorted(code for code in divisions.table().inside(name, None) if len(code) == 6)
    here = [code for code in found if code.startswith(serves)] if serves else found
    if len(here) == 1:
        return here[0]
    if len(found) > 1:
        listed = "、".join(f"{divisions.name_of(code)} {code}" for code in (here or found)[:_SHOWN])
        raise InvalidValueError(
            Reason.INVALID_DIVISION,
            Message(
                f"同名区划不止一个，请写全称或 6 位代码：{listed}", f"one of several divisions of this name: {listed}"
            ),
        )
    raise InvalidValueError(
        Reason.INVALID_DIVISION,
        Message(
            "6、9 或 12 位区划代码，或带上级的区划全称，如 济南市历下区",
            "a division code of 6, 9 or 12 digits, or a name that one division has",
        ),
    )


def division_at_start(title: str, level: int, serves: tuple[str, ...] = ()) -> str:
    """The division with which a title begins (济南市历下区2026年6月…, 历下区残疾人…). Raises InvalidValueError."""
    text = _BEFORE_TITLE.sub("", title.strip(), count=1)
    before = "".join(re.split(r"(?:19|20|21)\d{2}\s*年", text, maxsplit=1)[0].split())[:40]
    problem: InvalidValueError | None = None
    for length in range(len(before), 1, -1):
        try:
            return parsed_division(before[:length], level, serves)
        except InvalidValueError as error:
            if problem is None or "、" in str(error):
                problem = error
    raise problem or InvalidValueError(
        Reason.INVALID_DIVISION,
        Message("以区划名开头的标题，如 济南市历下区2026年7月…", "a title that begins with the name of its division"),
    )
