"""``sources``: what is plugged in, whether a card is right, how fresh it is, and what waits for a person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli import plug
from hub.cli.commands import Commands, both
from hub.cli.foretold import show_foretold
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import choose_cards, load_cards, load_settings, with_store
from hub.cli.status import Status
from hub.cli.sync import remarks, runs_table

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from connectors.check import Preview
    from hub.store import Rows, Store
    from hub.sync.result import RunResult

app = Commands(
    help=both(
        "接入了哪些来源；检查卡片；时效与覆盖；等待人工处理的交付。",
        "What is plugged in; validate a card; freshness; what waits for a person.",
    )
)


@app.command("list")
def list_sources(home: Home = None, json: Json = False) -> None:
    """Every source and its streams."""
    from connectors.answers import topics
    from hub.plugged import plugged_in

    out = Output(json=json)
    plugged = plugged_in(load_settings(home))
    table = make_table("sources 来源", "source", "部门", "title", "kind", "stream", "shape", "serves", "answers")
    for card in plugged.every:
        off = plugged.off.get(card.source)
        out.emit(
            {
                "source": card.source,
                "department": card.department,
                "title": card.title.model_dump(),
                "kind": card.kind.value,
                "schedule": card.schedule,
                "card": card.origin,
                "off": None if off is None else str(off),
                "streams": [
                    {
                        "stream": stream.full_name,
                        "shape": stream.shape.value,
                        "serves": list(stream.serves),
                        "answers": sorted(topics(stream)),
                    }
                    for stream in card.streams
                ],
            }
        )
        for number, stream in enumerate(card.streams):
            head = (card.source, card.department, card.title.zh, card.kind.value) if number == 0 else ("", "", "", "")
            if number == 0 and off is not None:
                head = (f"[dim]{card.source}", card.department, f"[yellow]{said(off)}", card.kind.value)
            table.add_row(
                *head, stream.name, stream.shape.value, " ".join(stream.serves), " ".join(sorted(topics(stream)))
            )
    out.show_table(table, "no source is plugged in")


@app.command()
def status(home: Home = None, json: Json = False) -> None:
    """How fresh each stream is, and which months it has answered for."""
    out = Output(json=json)
    settings = load_settings(home)
    cards = load_cards(settings)

    async def work(store: Store) -> tuple[Rows, Rows]:
        return await store.read("sources/coverage"), await store.read("sync/runs", source="", limit=5000)

    covered, runs = with_store(settings, work)
    coverage = {row["stream"]: row for row in covered}
    last_run: dict[str, dict[str, Any]] = {}
    for run in runs:  # the newest first
        last_run.setdefault(run["source"], run)
    headings = ("stream", "部门", "months", "divisions", "answers", "learned", "last run")
    table = make_table("freshness and coverage 时效与覆盖", *headings, right=("divisions", "answers"))
    for card in cards:
        run = last_run.get(card.source, {})
        for stream in card.streams:
            row = coverage.get(stream.full_name, {})
            learned = _instant(row.get("learned_at"))
            out.emit(
                {
                    "stream": stream.full_name,
                    "department": card.department,
                    "first": row.get("first"),
                    "last": row.get("last"),
                    "divisions": row.get("divisions", 0),
                    "answers": row.get("answers", 0),
                    "learned_at": learned,
                    "run": run.get("run"),
                    "state": run.get("state"),
                }
            )
            table.add_row(
                stream.full_name,
                card.department,
                f"{row['first']} – {row['last']}" if row else "[yellow]nothing yet",
                f"{row.get('divisions', 0):,}",
                f"{row.get('answers', 0):,}",
                learned or "",
                str(run.get("state", "")),
            )
    out.show_table(table, "no source is plugged in")


app.command(
    "enable", help=both("启用一个数据源：重新询问，其应答重新计入。", "Switch a source on: it is asked again.")
)(plug.enable)
app.command(
    "disable",
    help=both(
        "停用一个数据源：不再询问，只有它能应答的即为未知。", "Switch a source off: what it alone answers is unknown."
    ),
)(plug.disable)


def _instant(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M")


@app.command()
def held(home: Home = None, json: Json = False) -> None:
    """Deliveries that wait for a person, and why."""
    out = Output(json=json)
    settings = load_settings(home)
    found = with_store(settings, lambda store: store.read("sync/held"))
    headings = ("run", "source", "部门", "read", "would end", "would retire", "why")
    table = make_table("held 等待人工放行", *headings, right=("read", "would end", "would retire"))
    for row in found:
        out.emit({("run" if key == "id" else key): value for key, value in row.items() if key != "plan"})
        table.add_row(
            row["id"],
            row["source"],
            row["department"],
            *(f"{row[count]:,}" for count in ("read", "ended", "retired")),
            as_said(row["reason"]),
        )
    out.show_table(table, "nothing waits for a person")
    if found:
        out.show("Release one with [bold]aidchain sources release RUN[/].")
        raise typer.Exit(Status.ATTENTION)


@app.command()
def release(
    run: Annotated[str, typer.Argument(help="The held run.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """Apply a held delivery: a person has looked at it."""
    from hub.cli.pull import release as release_run

    out = Output(json=json)
    settings = load_settings(home)
    cards = load_cards(settings)

    async def work(store: Store) -> RunResult:
        with out.steps() as steps:
            return await release_run(store, settings, cards, run, steps)

    result = with_store(settings, work)
    told = result.to_json()
    out.emit(told)
    out.show(runs_table([told], title="release"))
    for text in remarks([told]):
        out.show(text)
    if result.needs_person:
        raise typer.Exit(Status.ATTENTION)


@app.command()
def check(
    card: Annotated[str, typer.Argument(help="A card's file, or the name of a source that is plugged in.")],
    sample: Annotated[
        Path | None, typer.Option(help="A delivery to preview through the card.", exists=True, dir_okay=False)
    ] = None,
    stream: Annotated[
        str | None, typer.Option(help="Which stream the sample is of, when its name does not tell.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Validate a card; preview ten rows through it, naming every field left over and every cell rejected."""
    from connectors.check import check as preview_sample

    out = Output(json=json)
    checked = _card(card, home)
    preview = preview_sample(checked, sample, stream)
    out.emit(preview.to_json())
    out.show(f"[green]✓[/] {as_said(card)}: a card of {len(preview.streams)} streams, {', '.join(preview.streams)}")
    if sample is not None:
        _show_preview(out, preview)
    show_foretold(out, checked, load_settings(home))
    if preview.rejected or preview.leftover:
        raise typer.Exit(Status.ATTENTION)


def _card(named: str, home: Path | None) -> SourceCard:
    from connectors.registry import load_card

    path = Path(named)
    if path.suffix in (".yml", ".yaml") or path.exists():
        return load_card(path)
    return choose_cards(load_cards(load_settings(home)), [named])[0]


def _show_preview(out: Output, preview: Preview) -> None:
    out.show(f"{as_said(preview.place)} is a delivery of [bold]{preview.stream}[/]: {preview.read:,} rows")
    table = make_table("the first rows become", "row", "division", "months", "record", "about", "says", right=("row",))
    for row in preview.rows:
        months = row.months[0] if len(row.months) == 1 else f"{row.months[0]} – {row.months[-1]}" if row.months else ""
        for number, fact in enumerate(row.facts):
            head = (str(row.row), row.division, months) if number == 0 else ("", "", "")
            about = fact.subject if fact.object is None else f"{fact.subject} → {fact.object}"
            says = " ".join(f"{name}={value}" for name, value in fact.fields.items())
            table.add_row(*head, fact.record, about, as_said(says))
    out.show_table(table, "no row could be mapped")
    for name, rows in preview.leftover.items():
        advice = "map it, or put it on the card's ignore list"
        out.show(f"  [cyan]left over[/] {as_said(name)}: filled in {rows:,} rows; {advice}")
    for name, rows in preview.unread.items():
        out.show(f"  [yellow]not readable[/] {as_said(name)}: in {rows:,} rows the card lets it go")
    rejected = make_table("rejected", "row", "field", "reason", "expected", right=("row",))
    for cell in preview.rejected[:_REJECTED_SHOWN]:
        rejected.add_row(str(cell.row), as_said(cell.field), cell.reason, as_said(cell.expected))
    out.show_table(rejected, "no row is rejected")
    if len(preview.rejected) > _REJECTED_SHOWN:
        out.show(f"  … and {len(preview.rejected) - _REJECTED_SHOWN:,} more; --json has them all")


_REJECTED_SHOWN = 50
