"""Values of filters, checked against existing values: an empty result is an answer, so a misspelt filter is refused.

The command line and the API parse filters by these functions only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from schema.catalogue import divisions
from schema.errors import CallerError, InvalidValueError
from schema.message import Message
from schema.policy.policy import load_policy
from schema.values.division import Division, prefix
from schema.values.month import Month


class UnknownFilterError(CallerError):
    """An unknown value; ``filter`` names the option or argument, ``exists`` the valid values."""

    def __init__(self, filter: str, exists: str | Message) -> None:
        self.filter = filter
        self.exists = exists
        zh = exists.zh if isinstance(exists, Message) else exists
        super().__init__(
            Message(f"{filter}：没有这个值；现有：{zh}", f"{filter}: there is no such value; there are {exists}")
        )


def known(filter: str, values: Iterable[str], exists: Collection[str]) -> tuple[str, ...]:
    """The values, all of which exist. Raises ``UnknownFilterError`` that lists the valid ones."""
    values = tuple(values)
    if not set(values) <= set(exists):
        names = sorted(exists)
        raise UnknownFilterError(filter, Message("、".join(names) or "（无）", ", ".join(names) or "none"))
    return values


def known_rules(filter: str, values: Iterable[str]) -> tuple[str, ...]:
    """Ids of rules that are in force somewhere."""
    return known(filter, values, {rule.id for _, rule in load_policy().rules})


def division_prefix(filter: str, text: str) -> str:
    """The prefix of all county codes of a division: ``37`` of 370000, 37 or 山东省; a township's is its county's.

    Raises ``UnknownFilterError`` for an unknown division, or the name of several.
    """
    try:
        return prefix(Division.parse(text))[:6]
    except InvalidValueError:
        named = [f"{code} {divisions.name_of(code)}" for code in divisions.prefectures()]
        listed = Message(
            "2 至 12 位区划代码，或唯一的名称，如 " + "、".join(named),
            "codes of 2 to 12 digits, or a name that one division has, such as " + ", ".join(named),
        )
        raise UnknownFilterError(filter, listed) from None


def month_of(filter: str, text: str) -> str:
    """``2026-07`` from any spelling. Raises ``UnknownFilterError``."""
    try:
        return str(Month.parse(text))
    except InvalidValueError:
        raise UnknownFilterError(
            filter, Message("月份，如 2026-07、202607 或 2026年7月", "months such as 2026-07, 202607 or 2026年7月")
        ) from None
