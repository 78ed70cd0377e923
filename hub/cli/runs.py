"""``runs``: list pulls; runs as tables and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from hub.cli import words
from hub.cli.cautions import caution_lines
from hub.cli.commands import both
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import load_every_card, load_settings, with_store
from schema.message import Message, chinese
from schema.values.reason import explanation_of

if TYPE_CHECKING:
    from hub.settings import Settings
    from hub.store import Store

RUN_KEYS = (
    "source",
    "department",
    "run",
    "read",
    "held",
    "rejected",
    "pending",
    "applied",
    "unchanged",
    "ended",
    "retired",
    "state",
    "seconds",
    "reason",
    "reason_zh",
)
RUNS_HELP = both("历次读取，新的在前。", "List pulls, the newest first.")
_STYLES = {"applied": "green", "staged": "cyan", "running": "cyan", "held": "yellow", "failed": "red"}


def runs(
    source: Annotated[str, typer.Option(help=both("只看这个来源。", "Only this source."))] = "",
    limit: Annotated[
        int,
        typer.Option(min=1, max=5000, help=both("列出几次，新的在前。", "Maximum number listed, the newest first.")),
    ] = 50,
    home: Home = None,
    json: Json = False,
) -> None:
    """One row a run."""
    from hub.sync.interrupted import as_they_are

    out = Output(json=json)
    settings = load_settings(home)
    check_source(settings, source)
    rows = with_store(settings, lambda store: store.read("sync/runs", source=source, limit=limit))
    found = as_they_are(rows, settings.home)
    for row in found:
        out.emit(run_json(row))
    title, empty = Message("历次读取", "runs"), Message("还没有运行过 sync", "nothing was pulled yet")
    out.show_table(runs_table([run_json(row) for row in found], title, listed=True), empty)


def check_source(settings: Settings, source: str) -> None:
    """A source that was never plugged in is no source without runs. Raises ``UnknownFilterError``."""
    from hub.filters import known

    if source:
        known("--source", [source], [card.source for card in load_every_card(settings)])


async def check_run(store: Store, run: str) -> None:
    """Raises ``UnknownFilterError`` naming the latest runs."""
    from hub.filters import known

    runs = [row["run"] for row in await store.read("sync/runs", source="", limit=5000)]
    if run not in runs:
        known("--run", [run], runs[:10])


def run_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A run in the JSON shape for scripts, from a row of the store."""
    started = row["started_at"]
    told = {key: row[key] for key in RUN_KEYS}
    return told | {"started_at": None if started is None else instant(started), "files": row["files"]}


def instant(milliseconds: int) -> str:
    """``2026-07-31 09:30`` in the time zone of the machine."""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def runs_table(results: Iterable[Mapping[str, Any]], title: str, *, listed: bool = False) -> Table:
    """One row a run: read = held + rejected + pending + applied + unchanged; ``listed`` adds id, time, files."""
    counts = tuple(words.COUNTS.values())
    more = (words.RUN, words.STARTED, words.FILES) if listed else ()
    headings = (words.SOURCE, words.DEPARTMENT, *more, *counts, words.STATE, words.SECONDS)
    table = make_table(title, *headings, right=(*counts, words.SECONDS))
    totals = dict.fromkeys(words.COUNTS, 0)
    several = 0
    for result in results:
        several += 1
        for count in words.COUNTS:
            totals[count] += result[count] or 0
        style = _STYLES.get(str(result["state"]), "")
        state = said(words.word(result["state"], words.STATES))
        table.add_row(
            str(result["source"]),
            str(result["department"]),
            *((result["run"], result["started_at"] or "", _files(result["files"])) if listed else ()),
            *(_figure(count, result[count]) for count in words.COUNTS),
            f"[{style}]{state}[/]" if style else state,
            f"{result['seconds'] or 0:.1f}",
        )
    if several > 1:
        table.add_section()
        figures = (f"[bold]{totals[count]:,}" for count in words.COUNTS)
        table.add_row(f"[bold]{said(words.ALL)}", *[""] * (1 + len(more)), *figures, "", "")
    return table


def _files(files: Sequence[str]) -> str:
    """The first file, and how many more."""
    if not files:
        return ""
    return as_said(files[0]) + (f" +{len(files) - 1}" if len(files) > 1 else "")


def _figure(count: str, value: int | None) -> str:
    attention = {"held": "yellow", "rejected": "red", "pending": "cyan"}.get(count)
    if not value:
        return "[dim]0"
    return f"[{attention}]{value:,}" if attention else f"{value:,}"


def remarks(results: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Reasons of rejections, held deliveries and unread sources; columns that no part of a card reads."""
    for result in results:
        source = result["source"]
        rejected = result.get("reasons") or {}
        if rejected:
            for code, rows in rejected.items():
                why = as_said(explanation_of(code))
                yield Message(
                    f"  [red]拒收[/] {source}：{rows:,} 行，{why}", f"  [red]rejected[/] {source}: {rows:,}, {why}"
                )
            if result["state"] == "applied":
                command = f"aidchain rejections --run {result['run']}"
                yield Message(f"       [dim]是哪些行：{command}[/]", f"           [dim]which rows: {command}[/]")
        if result.get("pending"):
            rows = result["pending"]
            yield Message(
                f"  [cyan]待定[/] {source}：{rows:,} 行在等其他名单；等哪一份：aidchain sources pending",
                f"  [cyan]pending[/] {source}: {rows:,} rows wait for another list; which: aidchain sources pending",
            )
        for held in result.get("held_deliveries") or []:
            place, why = as_said(held["place"]), told_reason(held)
            yield Message(
                f"  [yellow]暂缓[/] {source}（{result['run']}）{place}：{why}",
                f"  [yellow]held[/] {source} ({result['run']}) {place}: {why}",
            )
        for stream, columns in (result.get("leftover") or {}).items():
            listed = as_said(", ".join(columns))
            yield Message(
                f"  [cyan]未用到的列[/] {stream}：{listed}；请在卡片中映射，或列入 ignore",
                f"  [cyan]left over[/] {stream}: {listed}",
            )
        yield from caution_lines(result)
        if result["state"] == "failed":
            why = told_reason(result)
            yield Message(f"  [red]失败[/] {source}：{why}", f"  [red]failed[/] {source}: {why}")


def told_reason(row: Mapping[str, Any]) -> str:
    """``reason`` of a run or delivery, in Chinese from ``reason_zh`` where the store has it; safe to show."""
    reason = str(row.get("reason") or "")
    return as_said(Message(row.get("reason_zh") or chinese(row.get("reason") or ""), reason))
