"""Sex as GB/T 2261.1 codes it: 0 unknown, 1 male, 2 female, 9 not stated."""

from __future__ import annotations

from typing import Any

from schema.catalogue.code_table import code_table
from schema.values.value import Value


class Sex(Value):
    """Parses a code or label (男, 女性) to one digit."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return code_table("sex").parse(raw)

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        """Unknown and not stated contradict nothing."""
        return left == right or left in "09" or right in "09"

    @classmethod
    def mask(cls, value: Any) -> str:
        return "*"
