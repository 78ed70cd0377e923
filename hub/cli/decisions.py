"""``release``, ``dismiss``, ``withdraw``: a person's decision about a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.commands import both
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said
from hub.cli.runs import remarks, runs_table
from hub.cli.session import load_settings, plugged, with_store
from hub.cli.status import Status
from schema.message import Message

if TYPE_CHECKING:
    from hub.store import Store
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
