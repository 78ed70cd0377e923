"""Output of commands: tables and progress for people, JSON lines for scripts.

Results go to standard output, progress and remarks to standard error; with ``--json`` standard output is only JSON. A
``Message`` is printed in the language of the process, as a title, heading, cell or line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
from rich import box
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from hub.cli.language import said
from hub.work.reporter import Advance, Count
from schema.values.money import yuan

_WIDTH_WITHOUT_TERMINAL = 132
_FOLDED, _SHORT = 20, 32
"""The narrowest column of words before a table is printed row by row instead; the length of a short cell."""


class Output:
    """One per command."""

    def __init__(self, *, json: bool = False) -> None:
        self.json = json
        self.console = _console(stderr=False)
        self.remarks = _console(stderr=True)

    def show(self, renderable: RenderableType = "") -> None:
        """For people only."""
        if not self.json:
            shown = fitted(renderable, self.console) if isinstance(renderable, Table) else renderable
            self.console.print(said(shown) if isinstance(shown, str) else shown)

    def show_plain(self, text: str) -> None:
        """For people to copy: as it is, on one line however long."""
        if not self.json:
            self.console.print(said(text), markup=False, soft_wrap=True)

    def show_table(self, table: Table, empty: str) -> None:
        """A table for people, or one sentence where it has no rows."""
        self.show(table if table.row_count else f"[dim]{said(empty)}[/]")

    def emit(self, value: Mapping[str, Any]) -> None:
        """For scripts only: one object, one line."""
        if self.json:
            self.console.file.write(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode() + "\n")
            self.console.file.flush()

    def remark(self, text: str) -> None:
        """Print a remark on standard error, out of the way of scripts."""
        self.remarks.print(said(text), style="dim")

    @contextmanager
    def steps(self) -> Iterator[Steps]:
        """Progress bars for long steps; silent with ``--json``, one line a step without a terminal."""
        with Steps(self.remarks, hidden=self.json) as steps:
            yield steps


class Steps:
    """A ``Reporter`` that draws progress, one bar a step."""

    def __init__(self, console: Console, *, hidden: bool) -> None:
        self._console = console
        self._hidden = hidden
        self._live = console.is_terminal and not hidden
        self._counting: TaskID | None = None
        self._waiting: TaskID | None = None
        self._progress = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not self._live,
        )

    def __enter__(self) -> Steps:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def waits(self, text: str) -> None:
        """Print what is waited for on a line of its own; the next progress removes it."""
        if self._waiting is not None or self._hidden:
            return
        self._waiting = self._progress.add_task(f"  [yellow]{said(text)}", total=None)
        if not self._live:
            self._console.print(f"… {said(text)}", style="yellow")

    def _goes_on(self) -> None:
        if self._waiting is not None:
            self._progress.remove_task(self._waiting)
            self._waiting = None

    def counter(self, title: str) -> Count:
        """A counter without a known end; the next counter replaces it."""
        self._end_counter()
        told = said(title)
        task = self._counting = self._progress.add_task(f"  {told}", total=None)

        def count(what: str, more: int) -> None:
            if more:
                self._goes_on()
            self._progress.update(task, description=f"  {told} [dim]{said(what)}", advance=more)

        return count

    def _end_counter(self) -> None:
        if self._counting is not None:
            self._progress.remove_task(self._counting)
            self._counting = None

    @contextmanager
    def step(self, title: str, total: int | None = None) -> Iterator[Advance]:
        """One progress bar; yields a callback of (done, total)."""
        task = self._progress.add_task(said(title), total=total)
        if not self._live and not self._hidden:
            self._console.print(f"… {said(title)}", style="dim")

        def advance(done: int, total: int | None = None) -> None:
            self._goes_on()
            if total is None:
                self._progress.update(task, completed=done)
            else:
                self._progress.update(task, completed=done, total=total)

        yield advance
        self._end_counter()
        (ended,) = (one for one in self._progress.tasks if one.id == task)
        end = max(ended.total or 1, ended.completed)
        self._progress.update(task, completed=end, total=end)


def as_said(value: object) -> str:
    """Escape external text (a file's name, a column, a cell) for a table or sentence: no markup, nothing invisible.

    A bracket would be read as markup, and an escape sequence would reach the operator's terminal.
    """
    return escape(printable(value))


def printable(value: object) -> str:
    """A value as one line in the language of the process, without characters that cannot be seen."""
    text = " ".join(said(value).split())
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def shown_yuan(fen: int | None) -> str:
    """Fen as people read it: ``1,234.00``."""
    if fen is None:
        return "—"
    whole, _, cents = yuan(fen).partition(".")
    return f"{int(whole):,}.{cents}"


def make_table(title: str, *headings: str, right: tuple[str, ...] = ()) -> Table:
    """An empty table; ``right`` names the headings whose columns are figures."""
    table = Table(
        title=said(title),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for heading in headings:
        figures = heading in right
        table.add_column(said(heading), justify="right" if figures else "left", overflow="fold", no_wrap=figures)
    return table


def fitted(table: Table, console: Console) -> RenderableType:
    """The table; where the console is too narrow for it, its rows one below the other: no figure is ever cut."""
    wanted = 0
    for column in table.columns:
        widths = [_cell(cell).cell_len for cell in (column.header, *column.cells)]
        wanted += max(widths) if column.no_wrap else min(max(widths), _FOLDED)
    if wanted + 2 * (len(table.columns) + 1) <= console.width:
        return table
    headings = [str(column.header) for column in table.columns]
    told: list[RenderableType] = [Text(str(table.title), "bold")] if table.title else []
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        told += _row(headings, [_cell(cell) for cell in cells], console.width)
    return Group(*told)


def _row(headings: list[str], cells: list[Text], width: int) -> Iterator[RenderableType]:
    """A blank line, short cells with their headings, long ones below."""
    short = [cells[0]] if cells[0].plain else []
    long = Table.grid(padding=(0, 1))
    long.add_column(style="dim", no_wrap=True)
    long.add_column(overflow="fold")
    for heading, cell in zip(headings[1:], cells[1:], strict=True):
        if cell.cell_len > _SHORT:
            long.add_row(f"  {heading}", cell)
        elif cell.plain:
            short.append(Text(f"{heading} ", "dim").append_text(cell))
    yield ""
    line = Text()
    for part in short:
        if line and line.cell_len + 3 + part.cell_len > width:
            yield line
            line = Text("  ")
        elif line:
            line.append(" · ", "dim")
        line.append_text(part)
    yield line
    if long.row_count:
        yield long


def _cell(cell: RenderableType) -> Text:
    return Text.from_markup(str(cell))


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_WITHOUT_TERMINAL
    return console
