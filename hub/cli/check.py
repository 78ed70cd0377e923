"""``sources check``: whether a card is right, and what the rows of a sample become through it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli import words
from hub.cli.cautions import column_lines
from hub.cli.commands import both
from hub.cli.foretold import show_foretold
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import choose_cards, load_cards, load_settings
from hub.cli.status import Status
from schema.message import Message
from schema.values.reason import explanation_of

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from connectors.check import Preview


def check(
    card: Annotated[
        str,
        typer.Argument(
            help=both("卡片文件，或已接入来源的名称。", "A card's file, or the name of a source that is plugged in.")
        ),
    ],
    sample: Annotated[
        Path | None,
        typer.Option(
            help=both("用来预览的样表。", "A delivery to preview through the card."), exists=True, dir_okay=False
        ),
    ] = None,
    stream: Annotated[
        str | None,
        typer.Option(
            help=both(
                "样表属于哪个数据流（文件名看不出时）。", "Which stream the sample is of, when its name does not tell."
            )
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Exit status 1 where a row is rejected or a column is left over."""
    from connectors.check import check as preview_sample

    out = Output(json=json)
    checked = _card(card, home)
    preview = preview_sample(checked, sample, stream)
    out.emit(preview.to_json())
    number, streams = len(preview.streams), ", ".join(preview.streams)
    out.show(
        Message(
            f"[green]✓[/] {as_said(card)}：卡片正确，{number} 个数据流：{streams}",
            f"[green]✓[/] {as_said(card)}: a card of {number} streams, {streams}",
        )
    )
    if sample is not None:
        show_preview(out, preview)
    show_foretold(out, checked, load_settings(home))
    if preview.rejected or preview.leftover:
        raise typer.Exit(Status.ATTENTION)


def _card(named: str, home: Path | None) -> SourceCard:
    from connectors.registry import load_card

    path = Path(named)
    if path.suffix in (".yml", ".yaml") or path.exists():
        return load_card(path)
    return choose_cards(load_cards(load_settings(home)), [named])[0]


def show_preview(out: Output, preview: Preview) -> None:
    """What the first rows become, and everything that is left over, let go or rejected."""
    place = as_said(preview.place)
    out.show(
        Message(
            f"{place} 是 [bold]{preview.stream}[/] 的交付，共 {preview.read:,} 行",
            f"{place} is a delivery of [bold]{preview.stream}[/]: {preview.read:,} rows",
        )
    )
    columns = (words.ROW, words.DIVISION, words.MONTHS, words.RECORD, Message("关于", "about"), Message("说明", "says"))
    table = make_table(Message("前几行的含义", "the first rows become"), *columns, right=(words.ROW,))
    for row in preview.rows:
        months = row.months[0] if len(row.months) == 1 else f"{row.months[0]} – {row.months[-1]}" if row.months else ""
        head = (as_said(words.row_place(row.row, row.sheet)), row.division, months)
        for fact in row.facts:
            about = fact.subject if fact.object is None else f"{said(fact.subject)} → {said(fact.object)}"
            says = " ".join(f"{name}={value}" for name, value in fact.fields.items())
            table.add_row(*head, said(words.word(fact.record, words.RECORDS)), as_said(about), as_said(says))
            head = ("", "", "")
    out.show_table(table, Message("没有一行能够映射", "no row could be mapped"))
    for name, rows in preview.leftover.items():
        column = as_said(name)
        out.show(
            Message(
                f"  [cyan]未用到的列[/] {column}：{rows:,} 行有内容；请映射，或列入卡片的 ignore",
                f"  [cyan]left over[/] {column}: filled in {rows:,} rows; map it, or put it on the card's ignore list",
            )
        )
    for name, rows in preview.unread.items():
        column = as_said(name)
        out.show(
            Message(
                f"  [yellow]读不懂[/] {column}：{rows:,} 行，卡片规定略过",
                f"  [yellow]not readable[/] {column}: in {rows:,} rows the card lets it go",
            )
        )
    for line in column_lines(preview.cautions):
        out.show(line)
    _show_rejected(out, preview)


def _show_rejected(out: Output, preview: Preview) -> None:
    columns = (words.ROW, words.FIELD, words.REASON, words.EXPECTED)
    table = make_table(Message("拒收", "rejected"), *columns, right=(words.ROW,))
    for cell in preview.rejected[:_REJECTED_SHOWN]:
        table.add_row(
            *map(
                as_said, (words.row_place(cell.row, cell.sheet), cell.field, explanation_of(cell.reason), cell.expected)
            )
        )
    out.show_table(table, Message("没有拒收的行", "no row is rejected"))
    more = len(preview.rejected) - _REJECTED_SHOWN
    if more > 0:
        out.show(Message(f"  … 还有 {more:,} 行；--json 全部列出", f"  … and {more:,} more; --json has them all"))


_REJECTED_SHOWN = 50
