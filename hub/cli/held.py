"""``held``, ``pending``: deliveries and rows that wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli import words
from hub.cli.commands import both
from hub.cli.contacts import whom_to_call
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import load_every_card, load_settings, with_store
from hub.cli.status import Status
from schema.message import Message

if TYPE_CHECKING:
    from hub.store import Rows, Store
    from hub.sync.worklist import Waiting

_KINDS = {
    "unreadable": Message("无法读取", "unreadable"),
    "expectation": Message("不符合预期", "unexpected"),
    "ending": Message("终止过多", "ends too much"),
    "copy": Message("内容重复", "a copy"),
}


def held(home: Home = None, json: Json = False) -> None:
    """List held deliveries with the reason, and what their release would end."""
    out = Output(json=json)
    settings = load_settings(home)
    found = with_store(settings, _worklist)
    figures = (Message("行数", "rows"), Message("将终止", "would end"), words.PEOPLE, Message("线索", "findings"))
    headings = (Message("交付", "delivery"), words.DEPARTMENT, Message("类型", "kind"), words.FILE)
    title = Message("等待人工处理", "held")
    table = make_table(title, *headings, *figures, Message("原因", "why"), right=figures)
    for waiting in found:
        told = waiting.to_json()
        out.emit(told)
        table.add_row(*_cells(told))
    out.show_table(table, said(Message("没有等待人工处理的交付", "nothing waits for a person")))
    if not found:
        return
    cards = {card.source: card for card in load_every_card(settings)}
    for line in whom_to_call(cards, (waiting.to_json()["source"] for waiting in found)):
        out.show(line)
    if any(waiting.entry["releasable"] for waiting in found):
        out.show(
            said(
                Message(
                    "核对无误后放行：[bold]aidchain sources release 编号[/]（先加 --plan 查看结果）",
                    "Release one with [bold]aidchain sources release DELIVERY[/]; first with --plan, to see.",
                )
            )
        )
    if any(not waiting.entry["releasable"] for waiting in found):
        out.show(
            said(
                Message(
                    "无法读取的不能放行：请部门修改后重新报送；不再处理的移出清单："
                    "[bold]aidchain sources dismiss 编号[/]",
                    "What is unreadable cannot be released: have it delivered again, or take it off this list with "
                    "[bold]aidchain sources dismiss DELIVERY[/]; its months stay unknown.",
                )
            )
        )
    raise typer.Exit(Status.ATTENTION)


async def _worklist(store: Store) -> list[Waiting]:
    from hub.sync.worklist import worklist

    return await worklist(store)


def _cells(told: Mapping[str, Any]) -> tuple[str, ...]:
    lost = {**told["ended"], **{name: told["retired"][name] + told["ended"].get(name, 0) for name in told["retired"]}}
    return (
        told["delivery"],
        told["department"],
        said(_KINDS[told["kind"]]),
        as_said(told["place"]),
        f"{told['rows']:,}",
        ", ".join(f"{name} {count:,}" for name, count in sorted(lost.items()) if count) or "—",
        f"{told['people']:,}",
        ", ".join(f"{rule} {count:,}" for rule, count in sorted(told["findings"].items())) or "—",
        as_said(said(Message(told["reason_zh"], told["reason"]))),
    )


def pending(
    source: Annotated[str, typer.Option(help=both("只看这个数据源。", "Only this source."))] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help=both("最多多少行。", "Maximum number listed."))] = 200,
    home: Home = None,
    json: Json = False,
) -> None:
    """Rows that wait for another list: file, row and list; never their values."""
    out = Output(json=json)

    async def work(store: Store) -> Rows:
        return await store.read("sync/pending", source=source, limit=limit)

    found = with_store(load_settings(home), work)
    columns = (words.SOURCE, words.FILE, words.ROW, words.DIVISION, Message("等待", "waits for"))
    table = make_table(Message("等待其他名单", "pending"), *columns, right=(words.ROW,))
    for row in found:
        out.emit(row)
        waits = said(Message(row["waits_for_zh"] or row["waits_for"], row["waits_for"]))
        table.add_row(*(as_said(row[key]) for key in ("source", "place", "row", "division")), as_said(waits))
    out.show_table(table, said(Message("没有等待中的行", "no row waits")))
    if found:
        raise typer.Exit(Status.ATTENTION)
