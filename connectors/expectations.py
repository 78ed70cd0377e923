"""Expectations of a card over a delivery's counts; a broken one holds the delivery. Pure.

Endings are compared with the store: see ``hub.sync.brake``.

A share means little for few rows: a single wrong row never holds a delivery; several that are more than a third of
all rows do, however few (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.card import Expect
from schema.message import Message

FLOOR = 10
"""From so many rejections, blanks or endings on, the card's share alone decides."""
SMALL = 1 / 3
"""The share of rows that fewer than ``FLOOR`` rejections or blanks may be, where the card allows less."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a staged delivery."""

    read: int
    rejected: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    """Column -> rows in which it was filled (``Mapping.filled``)."""


def emptied(usual: float) -> list[Message]:
    """Why an empty delivery is held where ``usual`` rows came so far (a mean); none where few ever came.

    An empty list is an answer: everyone who was on it has left it. By chance it follows ``FLOOR`` rows and more once in
    twenty thousand.
    """
    if usual < FLOOR:
        return []
    return [
        Message(
            f"没有任何数据行，而以往平均有 {usual:.0f} 行；请核对是否漏报，确无数据时再放行",
            f"it has no row, where {usual:.0f} came on average; release it only where there is nothing to list",
        )
    ]


def unmet(expect: Expect, counts: Counts) -> list[Message]:
    """The expectations that the counts break, each as a sentence; empty when all are met."""
    broken = []
    read = counts.read
    if expect.rows.min is not None and read < expect.rows.min:
        least = expect.rows.min
        broken.append(
            Message(
                f"只有 {read} 行，至少应有 {least} 行；请核对是否报送完整",
                f"{read} rows came, at least {least} were expected",
            )
        )
    if expect.rows.max is not None and read > expect.rows.max:
        most = expect.rows.max
        broken.append(
            Message(
                f"有 {read} 行，至多应有 {most} 行；请核对是否混入其他数据",
                f"{read} rows came, at most {most} were expected",
            )
        )
    for column, share in expect.filled.items():
        blank = read - counts.filled.get(column, 0)
        if too_many(blank, read, 1 - share):
            filled = _share(read - blank, read)
            broken.append(
                Message(
                    f"“{column}”只有 {filled} 的行已填写，应达到 {share:.0%}；请补全后重新报送",
                    f"{column} is filled in {filled} of rows, {share:.0%} were expected",
                )
            )
    if too_many(counts.rejected, read, expect.max_rejected):
        rejected = _share(counts.rejected, read)
        broken.append(
            Message(
                f"{rejected} 的行被拒收，至多允许 {expect.max_rejected:.0%}；请按拒收原因修改后重新报送",
                f"{rejected} of rows were rejected, at most {expect.max_rejected:.0%} were expected",
            )
        )
    return broken


def too_many(count: int, whole: int, share: float) -> bool:
    """Whether ``count`` of ``whole`` rows is more than a card's ``share`` allows; see ``FLOOR`` and ``SMALL``."""
    if count >= FLOOR:
        return count > share * whole
    return count > 1 and count > max(share, SMALL) * whole


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "all"
