"""The base of value types: one class, one kind of value, with parse, same and mask.

A value type is used as metadata of a record's field (``number: Annotated[str, NationalId]``); pydantic then parses with
it, and a failure carries the reason code and what was expected, never the value.
"""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Value:
    """Subclasses override ``parse`` (idempotent; raises ``InvalidValueError``) and ``mask``."""

    @classmethod
    def parse(cls, raw: Any) -> Any:
        raise NotImplementedError

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        """Whether two parsed values mean the same thing."""
        return bool(left == right)

    @classmethod
    def mask(cls, value: Any) -> str:
        """What may be shown of the value to somebody who needs to recognise, not to know it."""
        return "*" * len(str(value))

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        """Codes of ``Caution`` for a parsed value that is taken although somebody should look at it."""
        return ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)
