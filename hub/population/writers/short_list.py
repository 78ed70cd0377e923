"""The declaration of a short monthly list: its stream, its file and its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def every_month(month: int) -> bool:
    return True


def cold(month: int) -> bool:
    """October to April."""
    return month % 12 >= 9 or month % 12 <= 3


def quarterly(month: int) -> bool:
    """The last month of each quarter."""
    return month % 3 == 2


@dataclass(frozen=True, slots=True)
class List:
    """One list of a department; ``columns`` after the first, 序号."""

    stream: str
    folder: str
    file: str
    title: str
    columns: tuple[str, ...]
    due: Callable[[int], bool] = every_month
    """The months in which it is delivered."""
    groups: tuple[str, ...] = ()
    """Of a header in two rows: the group above each column, empty where the column's cell is as high as both rows."""


def grouped(*parts: tuple[str, str]) -> tuple[str, ...]:
    """The groups of a list's columns, from each group and its columns."""
    return tuple(group for group, names in parts for _ in names.split())
