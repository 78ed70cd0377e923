"""Relation to the head of a household, or of a guardian to the ward: GB/T 4761-2008, two digits (policy.md §6.4).

The one-digit form is read by its own meaning: ``1`` is 配偶 (10), not 01 without its zero.
"""

from __future__ import annotations

from typing import Any

from schema.catalogue.code_table import code_table
from schema.values.value import Value

HEAD = frozenset(("01", "02"))
"""本人 and 户主: the person is the head."""


class Relation(Value):
    """Parses a code or label (户主, 之女, 儿媳, 外祖母) to two digits."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return code_table("relation").parse(raw)

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        """本人 and 户主 are the same."""
        return left == right or (left in HEAD and right in HEAD)

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)


def is_head(value: str | None) -> bool:
    """Whether a parsed relation is that of the head."""
    return value in HEAD
