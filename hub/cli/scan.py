"""``scan`` and ``findings``: evaluate every household; list what was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.options import Home, Json
from hub.cli.output import Output, make_table, shown_yuan
from hub.cli.session import load_cards, load_settings, with_store
from schema.errors import CallerError

if TYPE_CHECKING:
    from hub.scan.report import ScanReport
    from hub.store import Store


def scan(
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day judged; else the last covered month's last.")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="TIME", help="Replay what was known then (UTC); writes nothing.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Judge every household and keep the stored findings true."""
    from hub.scan.coverage import stream_infos
    from hub.scan.scan import scan as run_scan
    from schema.policy.policy import load_policy

    out = Output(json=json)
    settings = load_settings(home)
    policy, streams = load_policy(), stream_infos(load_cards(settings))
    judged = None if as_of is None else _day("--as-of", as_of)
    known = None if known_at is None else int(_moment("--known-at", known_at).timestamp() * 1000)

    async def work(store: Store) -> ScanReport:
        with out.steps() as steps, steps.step("scan") as advance:
            return await run_scan(store, policy, streams, as_of=judged, known_at=known, progress=advance)

    report = with_store(settings, work)
    out.emit(report.to_json())
    _show_report(out, report, {rule.id: rule.title.zh for _, rule in policy.rules})


def _show_report(out: Output, report: ScanReport, titles: Mapping[str, str]) -> None:
    headings = ("rule", "规则", "findings", "at stake 元", "held back", "why held back")
    table = make_table(f"scan at {report.as_of}", *headings, right=("findings", "at stake 元", "held back"))
    for id, rule in sorted(report.rules.items()):
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in rule.reasons.most_common())
        amount = shown_yuan(rule.amount) if rule.amount else "—"
        table.add_row(id, titles.get(id, ""), f"{rule.findings:,}", amount, f"{rule.held_back:,}", reasons)
    out.show_table(table, "nothing was found")
    changes = report.changes
    out.show(
        f"{report.households:,} households, {report.people:,} people; {report.findings:,} findings, of them "
        f"{changes.new:,} new; {changes.cleared:,} cleared, {changes.lapsed:,} lapsed; "
        f"{report.held_back:,} held back; {report.seconds['total']:.1f} s"
    )


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallerError(f"{option} is a date such as 2026-07-31") from None


def _moment(option: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CallerError(f"{option} is a time such as 2026-07-31T18:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def findings(home: Home = None, json: Json = False) -> None:
    """List what was found."""
    raise NotImplementedError(Any)
