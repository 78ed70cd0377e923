"""The base of value types: one class, one kind of value, with parse, same and mask.

A value type is used as metadata of a record's field (``number: Annotated[str, NationalId]``); pydantic then parses with
it, and an error carries the reason code and the expectation, never the value.
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
        """The masked value: enough to recognise it, not to know it."""
        return "*" * len(str(value))

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        """Codes of ``Caution`` for a parsed value that is accepted but should be checked."""
        return ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)
