"""``scan`` and ``findings``: evaluate every household; list findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from hub.cli import words
from hub.cli.commands import both
from hub.cli.interrupt import ANY, interruptible
from hub.cli.language import language, said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table, shown_yuan
from hub.cli.session import load_every_card, load_settings, plugged, with_store
from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from rich.table import Table

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
    options = ScanOptions(as_of=judged, known_at=known, workers=workers)

    async def work(store: Store) -> Scanned:
        with out.steps() as steps:
            return await run_scan(store, settings, sources, steps, options=options)

    with interruptible(_INTERRUPTED if known is None else ANY):
        scanned = with_store(settings, work)
    report, silent = scanned.report, scanned.not_plugged_in
    out.emit({**report.to_json(), "not_plugged_in": [str(text) for text in silent]})
    _show_report(out, report, {rule.id: getattr(rule.title, language()) for _, rule in scanned.policy.rules})
    for text in [*silent, *waiting_messages(report.waiting.to_json()[:_WAITING_SHOWN])]:
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


Many = list[str] | None


def findings(
    rule: Annotated[
        Many, typer.Option(help=both("只看这条规则，可多次给出。", "Only this rule; may be given again."))
    ] = None,
    type: Annotated[
        Many,
        typer.Option(
            help=both(
                "duplicate（重复）、omission（应享未享）或 warning（预警），可多次给出。",
                "duplicate, omission or warning; may be given again.",
            )
        ),
    ] = None,
    severity: Annotated[
        Many,
        typer.Option(
            help=both("high（高）、medium（中）或 low（低），可多次给出。", "high, medium or low; may be given again.")
        ),
    ] = None,
    state: Annotated[
        Many,
        typer.Option(
            help=both(
                "new（新）、open（未了）、cleared（已消除）、unknown（未知）、lapsed（已过期）或 concluded（已办结）；"
                "默认 new 和 open。",
                "new, open, cleared, unknown, lapsed or concluded; default: new and open.",
            )
        ),
    ] = None,
    division: Annotated[
        str,
        typer.Option(help=both("区划代码（任一级）或名称。", "A division of the finding: code of any level, or name.")),
    ] = "",
    department: Annotated[
        str, typer.Option(help=both("引用了哪个部门的数据，如 民政。", "A cited department, such as 民政."))
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="MONTH", help=both("涉及这个月或更晚。", "With this month or a later one."))
    ] = "",
    until: Annotated[
        str, typer.Option(metavar="MONTH", help=both("涉及这个月或更早。", "With this month or an earlier one."))
    ] = "",
    order: Annotated[
        str,
        typer.Option(
            help=both(
                "排序：rule（规则）、amount（金额）、month（月份）或 severity（程度）。",
                "rule, amount, month or severity.",
            )
        ),
    ] = "rule",
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, help=both("列出几条；--json 默认全部。", "Maximum number listed; without it --json lists all.")
        ),
    ] = None,
    show_keys: Annotated[
        bool,
        typer.Option(
            "--show-keys",
            help=both(
                "显示所引用行的个人编号，仅限本机操作员。",
                "Show personal keys of cited rows; for the local operator only.",
            ),
        ),
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """List findings: leads, never verdicts."""
    from hub.filters import division_prefix, known, known_rules, month_of
    from hub.findings.query import ALL_OF_THEM, Filter, Totals, read_findings, read_totals
    from hub.keys import load_keys
    from hub.scan.mark import last_waiting
    from hub.scan.waiting import waiting_messages
    from hub.seal import Sealer

    out = Output(json=json)
    settings = load_settings(home)
    departments = {card.department for card in load_every_card(settings)}
    wanted = Filter(
        rules=known_rules("--rule", rule or ()),
        types=known("--type", type or (), _TYPES),
        severities=known("--severity", severity or (), _SEVERITIES),
        department=known("--department", [department], departments)[0] if department else "",
        division=division_prefix("--division", division) if division else "",
        first=month_of("--since", since) if since else "",
        last=month_of("--until", until) if until else Filter().last,
        states=known("--state", state or (), _STATES) or Filter().states,
    )
    (by,) = known("--order", [order], ("rule", "amount", "month", "severity"))
    listed = limit or (ALL_OF_THEM if json else _LISTED)
    headings = (
        Message("线索", "finding"),
        Message("规则", "rule"),
        Message("程度", "severity"),
        Message("地区", "place"),
        Message("家庭", "household"),
        Message("姓名", "name"),
        Message("月份", "months"),
        _AT_STAKE,
        Message("原因", "why"),
    )
    table = make_table(Message("线索", "findings"), *headings, right=(_AT_STAKE,))

    async def work(store: Store) -> tuple[Totals, tuple[str, list[dict[str, Any]]] | None]:
        unseal = Sealer(load_keys(settings)).open if show_keys else None
        async for found in read_findings(store, wanted, order=cast(Any, by), limit=listed, unseal=unseal):
            out.emit(found)
            _add_finding(table, found, show_keys)
        return await read_totals(store, wanted), await last_waiting(store)

    totals, waiting = with_store(settings, work)
    out.show_table(table, words.NO_FINDING)
    if totals.all.findings > table.row_count:
        shown, all_of_them = f"{table.row_count:,}", f"{totals.all.findings:,}"
        out.show(
            Message(
                f"[dim]{all_of_them} 条中的前 {shown} 条；--limit 可列出更多，--json 全部",
                f"[dim]the first {shown} of {all_of_them}; --limit lists more, --json all",
            )
        )
    amount = shown_yuan(totals.all.amount)
    out.show(
        Message(
            f"{totals.all.findings:,} 条线索，涉及 {amount} 元，同一笔同一月只计一次",
            f"{totals.all.findings:,} findings, {amount} 元 at stake, each payment-month once",
        )
    )
    if waiting is not None:
        for text in waiting_messages(waiting[1][:_WAITING_SHOWN]):
            out.show(f"  [yellow]{waiting[0]} {said(text)}")
    if table.row_count:
        out.show(
            Message(
                "[dim]查看该户救助链：aidchain chain --finding 线索编号",
                "[dim]its household's chain: aidchain chain --finding ID",
            )
        )


_AT_STAKE = Message("涉及金额（元）", "at stake 元")
_LISTED = 50
_WAITING_SHOWN = 10
_TYPES = ("duplicate", "omission", "warning")
_SEVERITIES = {"high": "red", "medium": "yellow", "low": "cyan"}
_STATES = ("new", "open", "cleared", "unknown", "lapsed", "concluded")


def _missing(found: Mapping[str, Any]) -> list[Message]:
    from hub.scan.missing import missing_message

    return [missing_message(one) for one in found["missing"]]


def _add_finding(table: Table, found: Mapping[str, Any], show_keys: bool) -> None:
    months = found["months"]
    why = "\n".join([found["sentence"][language()], *(f"[yellow]{said(text)}[/]" for text in _missing(found))])
    if show_keys:
        keys = ", ".join(f"{cite['stream']} {cite['key']}" for cite in found["cites"] if cite["key"])
        why = f"{why}\n[dim]{as_said(keys)}"
    table.add_row(
        found["id"][:9],
        found["rule"],
        f"[{_SEVERITIES.get(found['severity'], '')}]{said(words.word(found['severity'], words.SEVERITIES))}",
        "、".join(found["places"]),
        as_said(found["household_number"] or (found["household"] or "")[:9]),
        as_said(found["name"] or ""),
        months[0] if len(months) == 1 else f"{months[0]} – {months[-1]} ({len(months)})",
        "—" if found["amount"] is None else shown_yuan(int(Decimal(found["amount"]) * 100)),
        why,
    )
