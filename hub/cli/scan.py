"""``scan``: evaluate every household."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hub.cli import words
from hub.cli.commands import both
from hub.cli.interrupt import ANY, interruptible
from hub.cli.language import language, said
from hub.cli.options import Home, Json
from hub.cli.output import Output, make_table, shown_yuan
from hub.cli.session import load_settings, plugged, with_store
from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from hub.scan.report import ScanReport
    from hub.store import Store


def scan(
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=both(
                "判断到哪一天；默认最近有数据月份的最后一天。",
                "The day to evaluate; default: the last day of the last covered month.",
            ),
        ),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            metavar="TIME",
            help=both(
                "按当时已知的数据重放（UTC），不写入。",
                "Replay with the data known at this time (UTC); writes nothing.",
            ),
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help=both("用几个进程扫描。", "Number of evaluating processes."))
    ] = 1,
    engine: Annotated[
        Literal["local", "spark"],
        typer.Option(
            "--engine",
            help=both(
                "在本机扫描，或在 Spark 集群上（docs/scaling.md）。",
                "Evaluate on this machine, or on a Spark cluster (docs/scaling.md).",
            ),
        ),
    ] = "local",
    home: Home = None,
    json: Json = False,
) -> None:
    """Evaluate every household and update the stored findings."""
    from hub.scan.waiting import waiting_messages
    from hub.work.scan import Scanned, ScanOptions
    from hub.work.scan import scan as run_scan

    out = Output(json=json)
    settings = load_settings(home)
    sources = plugged(settings)
    judged = None if as_of is None else _day("--as-of", as_of)
    known = None if known_at is None else int(_moment("--known-at", known_at).timestamp() * 1000)
    if engine == "spark" and workers > 1:
        raise CallerError(
            Message(
                "--workers 是本机的进程数，与 --engine spark 不能同时使用：执行机的数目由 Spark 的设置决定",
                "--workers counts processes of this machine and does not go with --engine spark: Spark's own settings "
                "say how many executors there are",
            )
        )
    options = ScanOptions(as_of=judged, known_at=known, workers=workers, engine=engine)

    async def work(store: Store) -> Scanned:
        with out.steps() as steps:
            return await run_scan(store, settings, sources, steps, options=options)

    with interruptible(_INTERRUPTED if known is None else ANY):
        scanned = with_store(settings, work)
    report, silent = scanned.report, scanned.not_plugged_in
    out.emit({**report.to_json(), "not_plugged_in": [str(text) for text in silent]})
    _show_report(out, report, {rule.id: getattr(rule.title, language()) for _, rule in scanned.policy.rules})
    for text in [*silent, *waiting_messages(report.waiting.to_json()[: words.WAITING_SHOWN])]:
        out.show(f"  [yellow]{said(text)}")


_INTERRUPTED = Message(
    "扫描已中断：已扫描到的家庭线索已更新，其余仍是上次的结果；请重新运行 aidchain scan",
    "The scan was interrupted: findings of the households judged so far are up to date, the others are as they were; "
    "run aidchain scan again",
)


def _show_report(out: Output, report: ScanReport, titles: Mapping[str, str]) -> None:
    figures = (Message("线索", "findings"), words.AT_STAKE, Message("暂不下结论", "held back"))
    title = Message(f"扫描，截至 {report.as_of}", f"scan at {report.as_of}")
    table = make_table(title, words.RULE, words.TITLE, *figures, Message("原因", "why held back"), right=figures)
    for id, rule in sorted(report.rules.items()):
        reasons = ", ".join(
            f"{said(words.word(reason, words.UNKNOWN))} {count:,}" for reason, count in rule.reasons.most_common()
        )
        amount = shown_yuan(rule.amount) if rule.amount else "—"
        table.add_row(id, titles.get(id, ""), f"{rule.findings:,}", amount, f"{rule.held_back:,}", reasons)
    out.show_table(table, words.NO_FINDING)
    changes = report.changes
    seconds = f"{report.seconds['total']:.1f}"
    out.show(
        Message(
            f"{report.households:,} 户，{report.people:,} 人；线索 {report.findings:,} 条，其中新增 {changes.new:,}；"
            f"消除 {changes.cleared:,}，未知 {changes.unknown:,}，过期 {changes.lapsed:,}；"
            f"暂不下结论 {report.held_back:,}；{seconds} 秒",
            f"{report.households:,} households, {report.people:,} people; {report.findings:,} findings, of them "
            f"{changes.new:,} new; {changes.cleared:,} cleared, {changes.unknown:,} unknown, "
            f"{changes.lapsed:,} lapsed; {report.held_back:,} held back; {seconds} s",
        )
    )


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallerError(
            Message(f"{option} 应为日期，如 2026-07-31", f"{option} is a date such as 2026-07-31")
        ) from None


def _moment(option: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CallerError(
            Message(f"{option} 应为时间，如 2026-07-31T18:00", f"{option} is a time such as 2026-07-31T18:00")
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
