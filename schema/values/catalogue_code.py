"""Codes of the catalogue: category, item of assistance, cause, insurance scheme.

A code or the Chinese title leads to the code; anything else is ``unknown_code``.
"""

from __future__ import annotations

from typing import Any

from schema.catalogue.catalogue import catalogue
from schema.catalogue.code_table import code_table
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.reason import Reason
from schema.values.value import Value

_CATEGORY = Message("救助类别（见 schema/catalogue/categories.yml）", "a category of schema/catalogue/categories.yml")
_ITEM = Message("救助项目（见 schema/catalogue/items.yml）", "an item of assistance of schema/catalogue/items.yml")


class _Code(Value):
    """Codes are public: they are shown as they are."""

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)


class CategoryCode(_Code):
    """A code of ``categories.yml``: tekun, dibao, dibao_single, dibian, gangxing, fanpin, other."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        known = catalogue()
        code = raw if isinstance(raw, str) and raw in known.categories else known.category_of(raw)
        if code is None:
            raise InvalidValueError(Reason.UNKNOWN_CODE, _CATEGORY)
        return code


class ItemCode(_Code):
    """A code of ``items.yml`` that can be awarded or paid: a mere status (lines 7 and 8) cannot."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        known = catalogue()
        code = raw if isinstance(raw, str) and raw in known.items else known.item_of(raw)
        if code is None or known.items[code].status_only:
            raise InvalidValueError(Reason.UNKNOWN_CODE, _ITEM)
        return code


class Cause(_Code):
    """A code of the table ``cause``; None for any other cause, since an unmapped cause is unknown (policy.md §11.7)."""

    @classmethod
    def parse(cls, raw: Any) -> str | None:
        return code_table("cause").find(raw)


class InsuranceScheme(_Code):
    """A code of the table ``insurance_scheme`` (insutype): 310 employees, 390 residents."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return code_table("insurance_scheme").parse(raw)
