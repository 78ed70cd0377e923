"""``sync``, ``runs``, ``rejections``: pull; what was pulled; what failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import choose_cards, load_cards, load_every_card, load_settings, with_store
from hub.cli.status import Status
from schema.message import Message

if TYPE_CHECKING:
    from hub.cli.pull import Pulled
    from hub.settings import Settings
    from hub.store import Rows, Store

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
)
_COUNTS = ("read", "held", "rejected", "pending", "applied", "unchanged", "ended", "retired")
_STATES = {"applied": "green", "staged": "cyan", "running": "cyan", "held": "yellow", "failed": "red"}


def sync(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to pull; all when none is named.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Stage, count and tell; apply nothing.")] = False,
    judge: Annotated[bool, typer.Option("--scan", help="Then judge again what was touched.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="How many processes stage; as many as are worth it.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Pull what waits: map, validate, count; then apply, or hold what needs a person."""
    from hub.cli.pull import judge_touched, pull
    from hub.scan.lacking import still_lacking

    out = Output(json=json)
    settings = load_settings(home)
    cards = load_cards(settings)
    chosen = choose_cards(cards, sources or [])

    lacks: list[Message] = []

    async def work(store: Store) -> tuple[Pulled, list[dict[str, Any]]]:
        with out.steps() as steps:
            pulled = await pull(store, settings, chosen, steps, plan=plan, workers=workers)
            if judge and not plan:
                await judge_touched(store, cards, pulled, steps)
        if plan:
            lacks.extend(await still_lacking(store, cards, pulled.results))
        failed = []
        for source in pulled.failed:
            failed += await store.read("sync/runs", source=source, limit=1)
        return pulled, [run_json(row) for row in failed]

    pulled, failed = with_store(settings, work, creates=True)
    told = [result.to_json() for result in pulled.results] + failed
    for result in told:
        out.emit(result)
    out.show(runs_table(told, title="sync --plan: nothing was applied" if plan else "sync"))
    for text in remarks(told):
        out.show(text)
    for text in lacks:
        out.show(f"  [yellow]{said(text)}")
    if pulled.failed:
        raise typer.Exit(Status.FAILED)
    if pulled.needs_person:
        raise typer.Exit(Status.ATTENTION)


def runs(
    source: Annotated[str, typer.Option(help="Only this source.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=5000, help="How many, the newest first.")] = 50,
    home: Home = None,
    json: Json = False,
) -> None:
    """What was pulled, the newest first."""
    out = Output(json=json)
    settings = load_settings(home)
    _check_source(settings, source)
    found = with_store(settings, lambda store: store.read("sync/runs", source=source, limit=limit))
    for row in found:
        out.emit(run_json(row))
    table = runs_table([run_json(row) for row in found], title="runs 运行记录", listed=True)
    out.show_table(table, Message("还没有运行过 sync", "nothing was pulled yet"))


def rejections(
    source: Annotated[str, typer.Option(help="Only this source.")] = "",
    run: Annotated[str, typer.Option(help="Only this run.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many.")] = 200,
    home: Home = None,
    json: Json = False,
) -> None:
    """Rows that failed: file, row, field, reason and what was expected; never the value itself."""
    out = Output(json=json)
    settings = load_settings(home)
    _check_source(settings, source)

    async def work(store: Store) -> Rows:
        found = await store.read("sync/rejections", source=source, run=run, limit=limit)
        if run and not found:
            await _check_run(store, run)
        return found

    found = with_store(settings, work)
    keys = ("source", "stream", "run", "file", "row", "field", "reason", "expected", "department")
    table = make_table("rejections 拒收", "部门", "file", "row", "field", "reason", "expected", right=("row",))
    for row in found:
        out.emit({key: row[key] for key in keys})
        said = [as_said(row[key]) for key in ("department", "file", "row", "field", "reason", "expected")]
        table.add_row(*said)
    out.show_table(table, "no row was rejected")
    if found:
        raise typer.Exit(Status.ATTENTION)


def _check_source(settings: Settings, source: str) -> None:
    """A source that was never plugged in is no source without runs. Raises ``UnknownFilterError``."""
    from hub.filters import known

    if source:
        known("--source", [source], [card.source for card in load_every_card(settings)])


async def _check_run(store: Store, run: str) -> None:
    """Raises ``UnknownFilterError`` naming the latest runs."""
    from hub.filters import known

    runs = [row["run"] for row in await store.read("sync/runs", source="", limit=5000)]
    if run not in runs:
        known("--run", [run], runs[:10])


def run_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A run as scripts know it, from a row of the store."""
    started = row["started_at"]
    told = {key: row[key] for key in RUN_KEYS}
    return told | {"started_at": None if started is None else instant(started), "files": row["files"]}


def instant(milliseconds: int) -> str:
    """``2026-07-31 09:30`` in the time zone of the machine."""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def runs_table(results: Iterable[Mapping[str, Any]], title: str, *, listed: bool = False) -> Table:
    """One row a run: read = held + rejected + pending + applied + unchanged; ``listed`` adds id, time, files."""
    more = ("run", Message("开始时间", "started"), Message("文件", "files")) if listed else ()
    table = make_table(title, "source", "部门", *more, *_COUNTS, "state", "seconds", right=(*_COUNTS, "seconds"))
    totals = dict.fromkeys(_COUNTS, 0)
    several = 0
    for result in results:
        several += 1
        for count in _COUNTS:
            totals[count] += result[count] or 0
        style = _STATES.get(str(result["state"]), "")
        table.add_row(
            str(result["source"]),
            str(result["department"]),
            *((result["run"], result["started_at"] or "", _files(result["files"])) if listed else ()),
            *(_figure(count, result[count]) for count in _COUNTS),
            f"[{style}]{result['state']}[/]" if style else str(result["state"]),
            f"{result['seconds'] or 0:.1f}",
        )
    if several > 1:
        table.add_section()
        table.add_row("[bold]all", *[""] * (1 + len(more)), *(f"[bold]{totals[count]:,}" for count in _COUNTS), "", "")
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
    """Why rows were rejected, deliveries held and sources not read; what no part of a card reads."""
    for result in results:
        source = result["source"]
        why = ", ".join(f"{reason} {rows:,}" for reason, rows in (result.get("reasons") or {}).items())
        if why:
            yield f"  [red]rejected[/] {source}: {why}"
            if result["state"] == "applied":
                yield f"           [dim]which rows: aidchain rejections --run {result['run']}[/]"
        for held in result.get("held_deliveries") or []:
            yield f"  [yellow]held[/] {source} ({result['run']}) {as_said(held['place'])}: {as_said(held['reason'])}"
        for stream, columns in (result.get("leftover") or {}).items():
            yield f"  [cyan]left over[/] {stream}: {as_said(', '.join(columns))}"
        if result["state"] == "failed":
            yield f"  [red]failed[/] {source}: {as_said(result['reason'])}"
