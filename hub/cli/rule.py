"""One rule as a terminal shows it: its heading, its condition as a tree, tables of figures and of sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hub.cli import words
from hub.cli.language import language, said
from hub.cli.output import Output, as_said, make_table
from schema.message import Message

if TYPE_CHECKING:
    from hub.rules.explained import Explained, Figures
    from hub.rules.line import Line


def show_rule(out: Output, explained: Explained) -> None:
    """For people only."""
    from hub.rules import names
    from hub.rules.explained import NO_SOURCE, in_force, place
    from hub.rules.topics import topic

    rule = explained.rule
    out.show(f"[bold]{rule.id} {as_said(explained.title)}[/]")
    of_rule = {
        _REGION: place(explained.region),
        _VERSION: Message(str(rule.version), str(rule.version)),
        _IN_FORCE: in_force(rule),
        words.TYPE: words.word(rule.type, names.TYPES),
        words.SEVERITY: words.word(rule.severity.value, names.SEVERITIES),
        words.EFFECT: words.word(rule.effect.value, names.EFFECTS),
        _BASIS: Message(rule.basis, rule.basis),
    }
    for heading, value in of_rule.items():
        out.show(f"[dim]{said(heading)}[/]  {as_said(value)}")
    _show_tree(out, _CONDITION, explained.lines)
    if explained.yields_to:
        out.show(f"\n[bold]{said(_YIELDS)}[/]")
        for id, title in explained.yields_to:
            out.show(f"  {id} {as_said(title or _NOT_SHIPPED)}")
    if explained.white:
        out.show(f"\n[bold]{said(_WHITE)}[/]")
        for line, limit in explained.white:
            name = Message(line.title.zh, line.title.en)
            out.show(f"  {as_said(name)}: {as_said(limit)} [dim]{as_said(line.basis)}[/]")
    if explained.figures:
        _show_figures(out, explained.figures)
    table = make_table(_SOURCES, words.RECORD, _STREAMS)
    for asked in explained.asked:
        streams = as_said(", ".join(asked.streams)) if asked.streams else f"[yellow]{said(NO_SOURCE)}"
        table.add_row(as_said(topic(asked.topic)), streams)
    out.show()
    out.show_table(table, "")


def _show_tree(out: Output, heading: Message, lines: Iterable[Line]) -> None:
    out.show(f"\n[bold]{said(heading)}[/]")
    for line in lines:
        for depth, text in line.rows(language()):
            out.show("  " * (depth + 1) + as_said(text))


def _show_figures(out: Output, figures: Iterable[Figures]) -> None:
    from hub.rules import names
    from hub.rules.explained import amounts, place, source, span

    table = make_table(_PARAMETERS, words.TITLE, _REGION, _IN_FORCE, _VALUE, _UNIT, words.SOURCE)
    for one in figures:
        title = Message(one.table.title.zh, one.table.title.en)
        for value in one.values:
            where, when, told, of = place(value.region), span(value), amounts(value), source(value)
            table.add_row(*map(as_said, (title, where, when, told, names.unit(one.table.unit), of)))
        if not one.values:
            table.add_row(
                as_said(title), f"[yellow]{said(_NO_FIGURE)}", "", "", as_said(names.unit(one.table.unit)), ""
            )
    out.show()
    out.show_table(table, "")


_REGION = Message("适用区划", "region")
_VERSION = Message("版本", "version")
_IN_FORCE = Message("施行期间", "in force")
_BASIS = Message("依据", "basis")
_CONDITION = Message("条件", "condition")
_YIELDS = Message("让位于（同一月份、同一项目以其为准）", "yields to (for the same months and items)")
_NOT_SHIPPED = Message("尚未提供的规则", "a rule that is not shipped yet")
_WHITE = Message("白名单", "white list")
_PARAMETERS = Message("参数", "parameters")
_VALUE = Message("数值", "value")
_UNIT = Message("单位", "unit")
_SOURCES = Message("数据来源", "sources")
_STREAMS = Message("提供的数据流", "delivered by")
_NO_FIGURE = Message("本地没有该参数，只列为“可能”", "no figure on file: only “could be”")
