"""A viewer: the role, divisions and purpose of a request.

What a viewer may not see is decided before the store is asked. A supervisor sees people within the divisions; a steward
sees how the hub is fed, and no people at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from schema.errors import CallerError
from schema.message import Message

_DIVISION = re.compile(r"\d{2}(?:\d{2}){0,2}", re.ASCII)
_NAME = re.compile(r"[A-Za-z][\w.@-]{0,63}", re.ASCII)


class Role(StrEnum):
    SUPERVISOR = "supervisor"
    STEWARD = "steward"


@dataclass(frozen=True, slots=True)
class Viewer:
    """``divisions`` are prefixes of 2, 4 or 6 digits: 37 a province, 3701 a prefecture, 370102 a county."""

    name: str
    role: Role
    divisions: tuple[str, ...]
    purpose: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise CallerError(
                Message(
                    "名称应以字母开头，其后为字母、数字或 . @ _ -",
                    "a viewer's name begins with a letter; letters, digits, . @ _ - follow",
                )
            )
        if not self.divisions or not all(_DIVISION.fullmatch(division) for division in self.divisions):
            raise CallerError(
                Message(
                    "至少写一个负责的区划，每个为 2、4 或 6 位代码",
                    "a viewer answers for at least one division, each given as 2, 4 or 6 digits",
                )
            )
        if not self.purpose.strip():
            raise CallerError(Message("请写明用途", "a viewer states a purpose"))

    @property
    def sees_people(self) -> bool:
        return self.role is Role.SUPERVISOR

    def sees(self, division: str) -> bool:
        """Whether a division of 6 digits is the viewer's."""
        return division.startswith(self.divisions)

    def narrowed(self, wanted: list[str] | None) -> list[str]:
        """The parts of ``wanted`` (prefixes) that are the viewer's; all of the viewer's when it is None."""
        if wanted is None:
            return list(self.divisions)
        found = [one for one in wanted if one.startswith(self.divisions)]
        return found + [own for own in self.divisions if own.startswith(tuple(wanted)) and own not in found]
