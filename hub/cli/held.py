"""``sources held``, ``release``, ``dismiss``, ``withdraw``, ``pending``: held deliveries and decisions about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli import words
from hub.cli.commands import Commands, both
from hub.cli.contacts import whom_to_call
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.session import load_every_card, load_settings, plugged, with_store
from hub.cli.status import Status
from hub.cli.sync import remarks, runs_table
from schema.message import Message

if TYPE_CHECKING:
    from hub.store import Rows, Store
    from hub.sync.result import RunResult
    from hub.sync.withdrawal import Withdrawn
    from hub.sync.worklist import Waiting

Which = Annotated[
    str,
    typer.Argument(
        metavar="DELIVERY|RUN",
        help=both("交付编号（可只写开头），或运行编号。", "A delivery's id, or its beginning, or a run's id."),
    ),
]
Plan = Annotated[bool, typer.Option("--plan", help=both("只显示结果，不写入。", "Show the effect; apply nothing."))]

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


def release(which: Which, plan: Plan = False, home: Home = None, json: Json = False) -> None:
    """Apply a held delivery that a person has looked at; only the content that was seen."""
    from hub.work.decisions import release as release_held

    out = Output(json=json)
    settings = load_settings(home)
    sources = plugged(settings)

    async def work(store: Store) -> RunResult:
        with out.steps() as steps:
            return await release_held(store, settings, sources, which, steps, plan=plan)

    result = with_store(settings, work)
    told = result.to_json()
    touched = {"people": len(result.people), "households": len(result.households)}
    out.emit({**told, **touched})
    title = Message("放行（仅预览）", "release --plan: nothing was applied") if plan else Message("放行", "release")
    out.show(runs_table([told], title=said(title)))
    for text in remarks([told]):
        out.show(text)
    out.show(
        said(
            Message(
                f"终止 {told['ended']:,} 条，作废 {told['retired']:,} 条；涉及 {touched['people']:,} 人、"
                f"{touched['households']:,} 户。运行 aidchain scan 重新判断",
                f"{told['ended']:,} ended, {told['retired']:,} retired; {touched['people']:,} people and "
                f"{touched['households']:,} households touched. Run aidchain scan to judge them again.",
            )
        )
    )
    if result.error is not None:
        raise typer.Exit(Status.FAILED)
    if result.needs_person:
        raise typer.Exit(Status.ATTENTION)


def dismiss(which: Which, home: Home = None, json: Json = False) -> None:
    """Take a held delivery off the worklist: nothing of it is applied, and its months stay unknown."""
    from hub.work.decisions import dismiss as take_off

    out = Output(json=json)
    settings = load_settings(home)

    async def work(store: Store) -> list[Waiting]:
        return await take_off(store, settings, which)

    for waiting in with_store(settings, work):
        out.emit(waiting.to_json())
        place = as_said(waiting.entry["place"])
        out.show(
            said(
                Message(
                    f"{place} 已移出清单；没有写入任何内容，所涉月份仍为未知",
                    f"{place} is off the list; nothing of it was applied, and its months stay unknown",
                )
            )
        )


def withdraw(
    which: Annotated[
        str,
        typer.Argument(
            metavar="DELIVERY|FILE|RUN",
            help=both(
                "交付编号、文件名或运行编号，见 runs。", "A delivery's id, its file, or a run's id; see aidchain runs."
            ),
        ),
    ],
    plan: Plan = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Undo a wrong delivery, with its coverage, as if it had never come."""
    from hub.work.decisions import withdraw as take_back

    out = Output(json=json)
    settings = load_settings(home)
    sources = plugged(settings)

    async def work(store: Store) -> Withdrawn:
        with out.steps() as steps:
            return await take_back(store, settings, sources, which, steps, plan=plan)

    done = with_store(settings, work)
    taken, replayed = done.taken, [result.to_json() for result in done.replayed]
    out.emit(
        {
            "planned": plan,
            "places": done.places,
            "removed": taken.removed,
            "changed": taken.changed,
            "people": len(taken.people),
            "households": len(taken.households),
            "read_again": [id.partition("|")[2] for id in done.again],
            "run": None if done.result is None else done.result.run,
            "replayed": replayed,
        }
    )
    would = Message("将" if plan else "已", "would be " if plan else "")
    out.show(
        said(
            Message(
                f"{'、'.join(map(as_said, done.places))}：{would.zh}撤回 {taken.removed:,} 条，"
                f"改回 {taken.changed:,} 条；涉及 {len(taken.people):,} 人、{len(taken.households):,} 户",
                f"{', '.join(map(as_said, done.places))}: {taken.removed:,} facts {would}taken back, {taken.changed:,} "
                f"{would}restored; {len(taken.people):,} people, {len(taken.households):,} households",
            )
        )
    )
    if done.again:
        again = ", ".join(as_said(id.partition("|")[2]) for id in done.again[:20])
        out.show(
            said(
                Message(
                    f"同月的其他交付{'将' if plan else '已'}重新读取（已不在的，其月份为未知）：{again}",
                    f"other deliveries for those months are read again (unknown where they are gone): {again}",
                )
            )
        )
    if replayed:
        out.show(runs_table(replayed, Message("重新读取", "read again")))
        for text in remarks(replayed):
            out.show(text)
    if not plan:
        out.show(said(Message("请运行 aidchain scan 重新判断", "Run aidchain scan to judge again.")))
    if any(result.needs_person or result.error is not None for result in done.replayed):
        raise typer.Exit(Status.ATTENTION)


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


def register(app: Commands) -> None:
    """Put the commands of this file under ``sources``."""
    for work, help in (
        (
            held,
            both(
                "等待人工处理的交付、原因和放行的后果。",
                "List held deliveries: why they are held, and what their release would end.",
            ),
        ),
        (release, both("放行核对过的交付。", "Apply a reviewed held delivery.")),
        (dismiss, both("把交付移出清单，不写入。", "Remove a held delivery from the list; apply nothing.")),
        (withdraw, both("撤回错误的交付，如同从未报送。", "Undo a wrong delivery, as if it had never come.")),
        (pending, both("等待其他名单的行。", "List rows that wait for another list.")),
    ):
        app.command(help=help)(work)
