"""Labels as they are compared, and a card's codes: its own map, or a table of the catalogue.

Labels are compared without blanks and with full-width forms folded, so ``肢体（残疾）`` is ``肢体(残疾)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from schema.catalogue.code_table import code_table
from schema.message import Message
from schema.values.cell import visible

_BLANK = re.compile(r"\s+")


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """A header or label as it is compared: no blanks or line breaks, full-width forms folded, no leading ``*``."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", visible(text))).lstrip("*").casefold()


def labelled(codes: str | Mapping[str, Any]) -> tuple[Callable[[str], Any], Message]:
    """A function from label to code that raises KeyError, and its valid labels as a sentence."""
    if isinstance(codes, str):
        table = code_table(codes)

        def in_table(text: str) -> str:
            found = table.find(text)
            if found is None:
                raise KeyError
            return found

        return in_table, Message(f"对照表 {codes} 中的代码或名称", f"a code or label of the table {codes}")
    known = {label(name): code for name, code in codes.items()}
    exact = dict(codes)

    def in_map(text: str) -> Any:
        try:
            return exact[text]
        except KeyError:
            return known[label(text)]

    names = "、".join(str(name) for name in codes)
    return in_map, Message(f"以下之一：{names}", f"one of {names}")
