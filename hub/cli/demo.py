"""``demo``: the whole thread on a synthetic province, printed; then the API."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from hub.cli.chain import show_chain
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table, shown_yuan
from hub.cli.serve import Host, Port, address, make_token, run_server
from hub.cli.session import load_settings
from hub.cli.sync import remarks, runs_table

if TYPE_CHECKING:
    from hub.demo.thread import Told
    from hub.settings import Settings


def demo(
    people: Annotated[int, typer.Option(min=1000, help="How many people.")] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed, the same province.")] = 1,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the API afterwards.")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a province, sync it, scan it, compare with what was planted, draw one chain; then serve the API."""
    from hub.demo.province import Province
    from hub.demo.thread import run_thread

    out = Output(json=json)
    settings = load_settings(home)
    with out.steps() as steps:
        told = run_thread(settings, Province(people, seed), steps)
    out.emit(told.to_json())
    _show(out, told)
    if serve:
        _invite(out, settings, host, port)
        run_server(settings, host, port)


def _show(out: Output, told: Told) -> None:
    results = [result.to_json() for result in told.pulled.results]
    out.show(runs_table(results, title="what each source delivered 各来源交付"))
    for text in remarks(results):
        out.show(text)
    for source, error in told.pulled.failed.items():
        out.show(f"  [red]failed[/] {source}: {as_said(error)}")
    _show_rules(out, told)
    if told.chain is not None:
        out.show("\n[bold]one household's chain 一户的救助链[/]")
        show_chain(out, told.chain)
    applied = sum(result.applied for result in told.pulled.results)
    steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in told.seconds.items())
    out.show(f"\n[bold]{applied:,} rows applied[/] on {told.engine}; {steps}")


def _show_rules(out: Output, told: Told) -> None:
    from schema.policy.policy import load_policy

    titles = {rule.id: rule.title for _, rule in load_policy().rules}
    headings = ("rule", "规则", "planted", "found", "correct", "recall", "precision", "at stake 元", "held back")
    table = make_table(f"findings by rule 线索, judged at {told.scanned.as_of}", *headings, right=headings[2:])
    for rule in told.score.rules:
        scanned = told.scanned.rule(rule.rule)
        table.add_row(
            rule.rule,
            titles[rule.rule].zh if rule.rule in titles else "",
            f"{rule.planted:,}",
            f"{rule.found:,}",
            f"{rule.correct:,}",
            _share(rule.recall),
            _share(rule.precision),
            shown_yuan(scanned.amount),
            f"{scanned.held_back:,}",
        )
    table.add_section()
    rules = told.score.rules
    table.add_row(
        "[bold]all",
        "",
        *(f"[bold]{sum(getattr(rule, name) for rule in rules):,}" for name in ("planted", "found", "correct")),
        "",
        "",
        f"[bold]{shown_yuan(sum(rule.amount for rule in told.scanned.rules.values()))}",
        f"[bold]{told.scanned.held_back:,}",
    )
    out.show(table)
    score = told.score
    out.show(
        f"lawful overlaps flagged: {score.flagged} of {score.lawful}; "
        f"cases that cannot be known raised: {score.raised} of {score.unknown}; "
        f"held back because a source has not delivered or a row is in doubt: {told.scanned.held_back:,}"
    )


def _share(value: float | None) -> str:
    if value is None:
        return "—"
    return f"[{'green' if value >= 0.99 else 'red'}]{value:.3f}"


def _invite(out: Output, settings: Settings, host: str, port: int) -> None:
    from hub.auth import Role
    from hub.web.page import example

    url, query, variables = f"{address(host, port)}/graphql", example("duplicates"), {"first": 5}
    tokens = {role.value: make_token(settings, role.value, purpose="demo") for role in Role}
    out.emit({"address": url, "query": query, "variables": variables, "tokens": tokens})
    out.show(f"\n[bold]The API[/] is at [bold]{url}[/]; open it in a browser, or paste this. Ctrl-C ends it.\n")
    bare = " ".join(line.strip() for line in query.splitlines() if not line.startswith("#"))
    body = orjson.dumps({"query": bare, "variables": variables}).decode()
    out.show_plain(
        f"curl -s {url} -H 'Content-Type: application/json' -H 'Authorization: Bearer {tokens['supervisor']}' "
        f"-d {shlex.quote(body)}"
    )
    for role, token in tokens.items():
        out.show(f"\n[bold]a token as {role}[/]")
        out.show_plain(token)
