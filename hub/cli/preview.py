"""How a preview is shown: the first rows in words, the labels with their codes, then all that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.cli import words
from hub.cli.cautions import column_lines
from hub.cli.language import said
from hub.cli.output import Output, as_said, make_table
from schema.message import Message
from schema.values.reason import explanation_of

if TYPE_CHECKING:
    from connectors.preview import Preview, PreviewFact

_MOST = 50
"""Labels and rejected cells of a table."""


def show_preview(out: Output, preview: Preview) -> None:
    """Preview of a sample: mapped rows, labels with codes, and what is left over, dropped or rejected."""
    place, read = as_said(preview.place), f"{preview.read:,}"
    zh, en = (f"共 {read} 行", f"{read} rows") if preview.whole else (f"前 {read} 行", f"the first {read} rows")
    stream = f"[bold]{preview.stream}[/]"
    out.show(Message(f"{place}：{stream}，{zh}", f"{place} is a delivery of {stream}: {en}"))
    _show_columns(out, preview)
    columns = (
        words.ROW,
        words.DIVISION,
        words.MONTHS,
        words.RECORD,
        Message("关于", "about"),
        Message("说明", "values"),
    )
    table = make_table(Message("前几行的含义", "the first rows become"), *columns, right=(words.ROW,))
    for row in preview.rows:
        months = row.months[0] if len(row.months) == 1 else f"{row.months[0]} – {row.months[-1]}" if row.months else ""
        head = (as_said(words.row_place(row.row, row.sheet)), as_said(f"{row.division} {row.division_name}"), months)
        for fact in row.facts:
            about = fact.subject if fact.object is None else f"{said(fact.subject)} → {said(fact.object)}"
            table.add_row(*head, said(words.word(fact.record, words.RECORDS)), as_said(about), as_said(_says(fact)))
            head = ("", "", "")
    out.show_table(table, Message("没有一行能够映射", "no row could be mapped"))
    _show_codes(out, preview)
    _show_wrong(out, preview)
    for line in column_lines(preview.cautions):
        out.show(line)
    _show_rejected(out, preview)


def _says(fact: PreviewFact) -> str:
    """``金额=900.00 项目=dibao_cash（最低生活保障金）``."""
    parts = []
    for name, value in fact.fields.items():
        meaning = said(fact.meanings.get(name))
        field = said(words.word(name, words.FIELDS))
        parts.append(f"{field}={value}" + (f"（{meaning}）" if meaning else ""))
    return " ".join(parts)


def _show_columns(out: Output, preview: Preview) -> None:
    found, absent = as_said("、".join(preview.found)), as_said("、".join(preview.absent))
    if found:
        out.show(Message(f"  [dim]找到的列[/] {found}", f"  [dim]columns found[/] {found}"))
    if absent:
        out.show(Message(f"  [dim]没有的列（可缺）[/] {absent}", f"  [dim]optional columns that it lacks[/] {absent}"))


def _show_codes(out: Output, preview: Preview) -> None:
    rows = Message("行数", "rows")
    headings = (Message("列", "column"), Message("原文", "label"), Message("代码", "code"), Message("含义", "meaning"))
    table = make_table(Message("代码对照", "labels and codes"), *headings, rows, right=(rows,))
    for code in preview.codes[:_MOST]:
        table.add_row(*map(as_said, (code.column, code.label, code.code, code.meaning)), f"{code.rows:,}")
    if table.row_count:
        out.show(table)


def _show_wrong(out: Output, preview: Preview) -> None:
    for text in preview.unmet:
        out.show(
            Message(
                f"  [yellow]不符合预期[/] {as_said(text)}；正式交付时会暂缓",
                f"  [yellow]not as expected[/] {as_said(text)}; as a delivery it would be held",
            )
        )
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


def _show_rejected(out: Output, preview: Preview) -> None:
    columns = (words.ROW, words.FIELD, words.REASON, words.EXPECTED)
    table = make_table(Message("拒收", "rejected"), *columns, right=(words.ROW,))
    for cell in preview.rejected[:_MOST]:
        where = words.row_place(cell.row, cell.sheet)
        table.add_row(*map(as_said, (where, cell.field, explanation_of(cell.reason), cell.expected)))
    out.show_table(table, Message("没有拒收的行", "no row is rejected"))
    more = len(preview.rejected) - _MOST
    if more > 0:
        out.show(Message(f"  … 还有 {more:,} 行；--json 全部列出", f"  … and {more:,} more; --json has them all"))
