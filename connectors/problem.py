"""One thing in a card that does not fit, and where: the card's reader turns it into a file and a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from schema.message import Message

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is the path of its place in the card."""

    where: Path
    problem: Message
    expected: Message


def problem(where: Path, wrong: tuple[str, str], wanted: tuple[str, str]) -> Problem:
    """Both sentences as (Chinese, English)."""
    return Problem(where, Message(*wrong), Message(*wanted))


def unnamed(placeholders: Collection[str], names: Collection[str], where: Path) -> Iterator[Problem]:
    """Placeholders that the names of a stream's deliveries do not have."""
    for name in names:
        if name not in placeholders:
            yield problem(
                where,
                (f"文件名模式中没有 {{{name}}}", f"the file pattern has no {{{name}}}"),
                ("file 中的一个占位符", "a placeholder of file"),
            )


def one_of(names: Collection[str]) -> tuple[str, str]:
    """The expectation where only certain names are valid, as (Chinese, English)."""
    return "下列之一：" + "、".join(names), "one of " + ", ".join(names)
