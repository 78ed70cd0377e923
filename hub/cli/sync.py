"""``sync``: pull sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.commands import both
from hub.cli.interrupt import CommandInterruptedError
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output
from hub.cli.session import choose_cards, load_settings, plugged, with_store
from hub.cli.status import Status
from hub.cli.strays import find_strays, show_strays, strays_json
from schema.errors import AidchainError
from schema.message import Message

if TYPE_CHECKING:
    from hub.store import Store
from hub.cli.runs import remarks, run_json, runs_table

SYNC_HELP = both(
    "读取新交付：映射、校验、计数，然后写入；需要人看的先暂缓。",
    "Read new deliveries, validate and stage them, then apply; hold those that need review.",
)


def sync(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help=both("要读取的来源；不写则全部读取。", "Sources to pull (default: all).")),
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help=both("只试运行和计数，不写入。", "Stage and count; apply nothing."))
    ] = False,
    judge: Annotated[
        bool,
        typer.Option("--scan", help=both("随后重新扫描受影响的家庭。", "Then re-evaluate the affected households.")),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=256,
            help=both("用几个进程读取；默认自动。", "Number of staging processes (default: automatic)."),
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """One row a source, and what needs review."""
    from hub.work.pull import Pulled, PullOptions, PullStoppedError, pull

    out = Output(json=json)
    settings = load_settings(home)
    here = plugged(settings)
    chosen = choose_cards(here.cards, sources or [])
    options = PullOptions(plan=plan, workers=workers, scan=judge)
    pulled = Pulled()

    async def work(store: Store) -> None:
        with out.steps() as steps:
            await pull(store, settings, here, steps, chosen=chosen, options=options, pulled=pulled)

    stopped: AidchainError | None = None
    try:
        with_store(settings, work, creates=True)
    except PullStoppedError as error:
        stopped = error
    except KeyboardInterrupt:
        done = len(pulled.results) + len(pulled.failed)
        stopped = CommandInterruptedError(_interrupted(plan, done, len(chosen)))
    left = [] if stopped is not None else find_strays(settings, chosen)
    told = [result.to_json() for result in pulled.results] + [run_json(row) for row in pulled.failed_runs]
    told = [result | {"nobody_reads": strays_json(left, result["source"])} for result in told]
    for result in told:
        out.emit(result)
    if told or stopped is None:
        out.show(runs_table(told, _PLANNED if plan else _SYNCED))
    for text in remarks(told):
        out.show(text)
    if pulled.remark is not None:
        out.remark(pulled.remark)
    show_strays(out, left)
    for text in pulled.lacking:
        out.show(f"  [yellow]{said(text)}")
    if stopped is not None:
        raise stopped
    if pulled.failed and not pulled.results:
        raise typer.Exit(Status.FAILED)
    if pulled.failed or pulled.needs_person or left:
        raise typer.Exit(Status.ATTENTION)


def _interrupted(plan: bool, done: int, asked: int) -> Message:
    """What is stored when ``done`` of the requested sources are finished."""
    if plan:
        return Message(
            "试运行已中断；没有写入任何数据，可以重新运行",
            "The plan was interrupted; nothing was applied, and it may be run again",
        )
    if done == asked:
        return Message(
            "已中断：各来源都已写入，但线索没有更新完；请运行 aidchain scan",
            "Interrupted: every source is applied, but not all findings were judged again; run aidchain scan",
        )
    return Message(
        f"同步已中断：{asked} 个来源中 {done} 个已完成（见上表），其余没有写入或只写入一部分，线索没有更新；"
        "重新运行 aidchain sync 会接着做，不会重复写入",
        f"The sync was interrupted: {done} of {asked} sources are done (see above), of the others nothing or a part is "
        "applied, and no finding was judged again; run aidchain sync again, it goes on and applies nothing twice",
    )


_SYNCED = Message("同步", "sync")
_PLANNED = Message("试运行：未写入任何数据", "sync --plan: nothing was applied")
