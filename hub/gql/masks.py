"""Masks for personal data: values are opened, masked, and the plain text is dropped at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hub.gql.context import Unsealer
from schema.records import value_types
from schema.values.bank_account import BankAccount
from schema.values.name import Name
from schema.values.phone import Phone
from schema.values.value import Value

_TOWNSHIP = re.compile(r"^.{0,24}?(?:街道|镇|乡|苏木)")


def address(text: str) -> str:
    """Up to the township; where none is written, the first three characters."""
    match = _TOWNSHIP.match(text)
    return f"{match[0] if match else text[:3]}****"


def number_with_birth(text: str) -> str:
    """An identity or certificate number shown beside the date of birth: nothing after the area.

    The usual mask (area and the last four) hides that very date, and the two together are the whole number.
    """
    return f"{text[:6]}{'*' * 12}{text[18:]}"


_MASKS: dict[str, Callable[[Any], str]] = {
    "national_id": number_with_birth,
    "phone": Phone.mask,
    "account": BankAccount.mask,
    "account_name": Name.mask,
    "number": number_with_birth,
    "address": address,
}
"""Where a value's own mask would not do."""


def masked_name(unsealer: Unsealer, record: str, field: str, fact: str, values: Mapping[str, Any]) -> str | None:
    """The masked form of a name; an older release sealed some, which open until a rotation keeps them in clear."""
    text = values.get(field)
    if text is None:
        return masked_value(unsealer, record, field, fact, values.get(f"{field}_enc"))
    return Name.mask(text)


def masked_value(unsealer: Unsealer, record: str, field: str, fact: str, sealed: str | None) -> str | None:
    """The masked form of a sealed field of a fact."""
    if sealed is None:
        return None
    mask = _MASKS.get(field) or value_types(record).get(field, Value).mask
    return mask(unsealer.open(sealed, record, field, fact))
