"""Grade of an ability assessment (MZ/T 039)."""

from __future__ import annotations

from typing import Any

from schema.catalogue.code_table import code_table
from schema.values.value import Value


class AbilityGrade(Value):
    """Parses 中度失能, 2级 or 2 to an integer from 0, able, to 3, severely disabled."""

    @classmethod
    def parse(cls, raw: Any) -> int:
        return int(code_table("ability_grade").parse(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        return "*"
