"""``findings``: list what scans found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from hub.cli import words
from hub.cli.commands import both
from hub.cli.language import language, said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table, shown_yuan
from hub.cli.session import load_every_card, load_settings, with_store
from schema.message import Message

if TYPE_CHECKING:
    from rich.table import Table

    from hub.store import Store

HELP = both("列出线索；线索不是结论。", "List findings: leads, never verdicts.")
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
        for text in waiting_messages(waiting[1][: words.WAITING_SHOWN]):
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
