"""What is shown of what is personal: opened, masked, and the plain text dropped on the spot."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hub.gql.context import Unsealer
from schema.values.bank_account import BankAccount
from schema.values.certificate_number import CertificateNumber
from schema.values.name import Name
from schema.values.national_id import NationalId
from schema.values.phone import Phone

_TOWNSHIP = re.compile(r"^.{0,24}?(?:街道|镇|乡|苏木)")


def address(text: str) -> str:
    """Up to the township; where none is written, the first three characters."""
    match = _TOWNSHIP.match(text)
    return f"{match[0] if match else text[:3]}****"


_MASKS: dict[str, Callable[[Any], str]] = {
    "national_id": NationalId.mask,
    "phone": Phone.mask,
    "account": BankAccount.mask,
    "account_name": Name.mask,
    "number": CertificateNumber.mask,
    "address": address,
}


def masked_value(unsealer: Unsealer, field: str, sealed: str | None) -> str | None:
    """The masked form of a sealed field."""
    return None if sealed is None else _MASKS[field](unsealer.open(sealed))
