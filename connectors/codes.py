"""Code tables that cards name: a source's label to the code that a record takes, normalised once.

Labels are compared without blanks and with full-width forms folded, so ``肢体（残疾）`` is ``肢体(残疾)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_BLANK = re.compile(r"\s+")

TABLES: Mapping[str, Mapping[str, str]] = {}


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """A header or label as it is compared: no blanks or line breaks, full-width forms folded, no leading ``*``."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).lstrip("*").casefold()
