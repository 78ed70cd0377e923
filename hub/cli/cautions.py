"""Cautions: accepted or dropped values that should be checked, a line a column, with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hub.cli.output import as_said
from schema.message import Message
from schema.values.reason import Caution, Reason, explanation_of

SHOWN = frozenset(
    (Caution.DIGITS_MAY_BE_LOST, Reason.PRECISION_LOST, Caution.MASKED, Caution.INVALID_ID_INSIDE, Caution.UNKNOWN_AREA)
)
"""The cautions shown; passbooks fail the check of cards lawfully."""


def caution_lines(result: Mapping[str, Any]) -> Iterator[Message]:
    """Of a run's result, stream by stream."""
    for stream, columns in (result.get("cautions") or {}).items():
        yield from column_lines(columns, f"{stream} ")


def column_lines(columns: Mapping[str, Mapping[str, int]], stream: str = "") -> Iterator[Message]:
    """Of the columns of one stream or sample."""
    for column, codes in columns.items():
        where = f"{stream}{as_said(column)}"
        for code, rows in codes.items():
            if code in SHOWN:
                why = as_said(explanation_of(code))
                yield Message(
                    f"  [yellow]请核对[/] {where}：{rows:,} 行，{why}",
                    f"  [yellow]look at[/] {where}: {rows:,} rows, {why}",
                )
