"""``sources``: list sources, validate cards, show freshness and held deliveries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from hub.cli import decisions, held, plug, words
from hub.cli.check import check
from hub.cli.commands import Commands, both
from hub.cli.contacts import contact_json, contact_of
from hub.cli.language import language, said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import load_cards, load_settings, with_store
from hub.cli.status import Status
from hub.cli.strays import find_strays, show_strays, strays_json
from schema.message import Message

if TYPE_CHECKING:
    from hub.store import Rows, Store

app = Commands(
    help=both(
        "接入了哪些来源；检查卡片；时效与覆盖；等待人工处理的交付。",
        "List sources; validate cards; show freshness; review held deliveries.",
    )
)


@app.command("list", help=both("接入的来源和数据流，有事找谁。", "List every source with its streams and contact."))
def list_sources(home: Home = None, json: Json = False) -> None:
    from connectors.answers import topics
    from connectors.kinds.kinds import kind_of
    from hub.plugged import plugged_in

    out = Output(json=json)
    plugged = plugged_in(load_settings(home))
    of_source = (words.SOURCE, words.DEPARTMENT, words.TITLE, Message("接入方式", "kind"), words.CONTACT)
    of_stream = (words.STREAM, Message("形式", "shape"), Message("区划", "serves"), Message("能回答", "answers"))
    table = make_table(Message("来源", "sources"), *of_source, *of_stream)
    for card in plugged.every:
        off = plugged.off.get(card.source)
        out.emit(
            {
                "source": card.source,
                "department": card.department,
                "title": card.title.model_dump(),
                "kind": card.kind,
                "schedule": card.schedule,
                "card": card.origin,
                "contact": contact_json(card),
                "off": None if off is None else str(off),
                "off_zh": None if off is None else off.zh,
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
        title = card.title.zh if language() == "zh" else card.title.en
        kind, contact = said(kind_of(card).title), as_said(contact_of(card))
        head = (card.source, card.department, as_said(title), kind, contact)
        if off is not None:
            head = (f"[dim]{card.source}", card.department, f"[yellow]{as_said(off)}", kind, contact)
        for stream in card.streams:
            shape = said(words.word(stream.shape.value, words.SHAPES))
            table.add_row(*head, stream.name, shape, " ".join(stream.serves), " ".join(sorted(topics(stream))))
            head = ("", "", "", "", "")
    out.show_table(table, words.NO_SOURCE)


@app.command(help=both("每个数据流新不新，哪些月份已有数据。", "Show freshness and covered months of each stream."))
def status(home: Home = None, json: Json = False) -> None:
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
    figures = (Message("县区数", "divisions"), Message("县区月数", "answers"))
    of_stream = (words.STREAM, words.DEPARTMENT, words.MONTHS, *figures)
    title = Message("时效与覆盖", "freshness and coverage")
    table = make_table(title, *of_stream, words.LEARNED, Message("最近一次", "last run"), words.CONTACT, right=figures)
    left = find_strays(settings, cards)
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
                    "contact": contact_json(card),
                    "nobody_reads": strays_json(left, card.source),
                }
            )
            table.add_row(
                stream.full_name,
                card.department,
                f"{row['first']} – {row['last']}" if row else f"[yellow]{said(_NOTHING_YET)}",
                f"{row.get('divisions', 0):,}",
                f"{row.get('answers', 0):,}",
                learned or "",
                said(words.word(run.get("state", ""), words.STATES)),
                as_said(contact_of(card)),
            )
    out.show_table(table, words.NO_SOURCE)
    show_strays(out, left)
    if left:
        raise typer.Exit(Status.ATTENTION)


_NOTHING_YET = Message("还没有数据", "nothing yet")


app.command(
    "enable", help=both("启用一个数据源：重新询问，其应答重新计入。", "Switch a source on: it is pulled again.")
)(plug.enable)
app.command(
    "disable",
    help=both(
        "停用一个数据源：不再询问，只有它能应答的即为未知。",
        "Switch a source off: facts that only it answers become unknown.",
    ),
)(plug.disable)


def _instant(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M")


for command, told in (
    (
        held.held,
        both(
            "等待人工处理的交付、原因和放行的后果。",
            "List held deliveries: why they are held, and what their release would end.",
        ),
    ),
    (decisions.release, both("放行核对过的交付。", "Apply a reviewed held delivery.")),
    (decisions.dismiss, both("把交付移出清单，不写入。", "Remove a held delivery from the list; apply nothing.")),
    (decisions.withdraw, both("撤回错误的交付，如同从未报送。", "Undo a wrong delivery, as if it had never come.")),
    (held.pending, both("等待其他名单的行。", "List rows that wait for another list.")),
):
    app.command(help=told)(command)


app.command(
    help=both(
        "检查卡片；用样表或数据库的前几行脱敏预览，并指出多余、缺少和拒收的内容。",
        "Validate a card; preview a sample, or the first rows of its database, masked, with all problems.",
    )
)(check)
