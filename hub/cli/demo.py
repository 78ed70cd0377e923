"""``demo``: the whole thread on a synthetic province, printed; then the API."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from hub.cli import words
from hub.cli.chain import show_chain
from hub.cli.commands import both
from hub.cli.interrupt import interruptible
from hub.cli.language import language, said
from hub.cli.listening import listen_on
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table, shown_yuan
from hub.cli.runs import remarks, runs_table
from hub.cli.serve import Host, Port, address, make_token, run_server
from hub.cli.session import load_settings, plugged
from schema.message import Message

if TYPE_CHECKING:
    from hub.demo.thread import Told
    from hub.settings import Settings

HELP = both(
    "生成一个省份，同步、扫描、对照预埋情形，画出一户的救助链，然后提供接口。",
    "Generate a province, sync and scan it, compare findings with what was planted, draw a chain; then serve the API.",
)


def demo(
    people: Annotated[int, typer.Option(min=1000, help=both("多少人。", "Number of people."))] = 20_000,
    seed: Annotated[
        int, typer.Option(help=both("种子相同，省份相同。", "Random seed; equal seeds give equal provinces."))
    ] = 1,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help=both("随后是否提供接口。", "Serve the API afterwards."))
    ] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    home: Home = None,
    json: Json = False,
) -> None:
    """The whole thread on a synthetic province."""
    from hub.demo.province import Province
    from hub.demo.thread import run_thread
    from hub.logs import configure

    configure("WARNING")
    out = Output(json=json)
    settings = load_settings(home)
    sources = plugged(settings)
    listening = listen_on(host, port) if serve else None
    with interruptible(_INTERRUPTED), out.steps() as steps:
        told = run_thread(settings, sources, Province(people, seed), steps)
    out.emit(told.to_json())
    _show(out, told)
    if listening is not None:
        _invite(out, settings, address(listening))
        run_server(out, settings, listening)


_INTERRUPTED = Message(
    "演示已中断；已写入的来源保留，重新运行 aidchain demo 会接着做，不会重复写入",
    "The demo was interrupted; applied data is kept, and aidchain demo continues from there without applying it twice",
)


def _show(out: Output, told: Told) -> None:
    results = [result.to_json() for result in told.pulled.results]
    out.show(runs_table(results, Message("各来源交付", "deliveries by source 各来源交付")))
    for text in remarks(results):
        out.show(text)
    for source, error in told.pulled.failed.items():
        why = as_said(error.told(language()))
        out.show(Message(f"  [red]失败[/] {source}：{why}", f"  [red]failed[/] {source}: {why}"))
    _show_rules(out, told)
    if told.chain is not None:
        out.show(Message("\n[bold]一户的救助链[/]", "\n[bold]one household's chain 一户的救助链[/]"))
        show_chain(out, told.chain)
    applied = sum(result.applied for result in told.pulled.results)
    zh = "，".join(f"{_STEPS.get(step, step)} {seconds:.1f} 秒" for step, seconds in told.seconds.items())
    en = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in told.seconds.items())
    out.show(
        Message(
            f"\n[bold]写入 {applied:,} 行[/]，引擎 {told.engine}；{zh}",
            f"\n[bold]{applied:,} rows applied[/] on {told.engine}; {en}",
        )
    )


_STEPS = {"total": "合计", "province": "生成", "store": "存储", "sync": "同步", "scan": "扫描", "compare": "对照"}


def _show_rules(out: Output, told: Told) -> None:
    from schema.policy.policy import load_policy

    titles = {rule.id: rule.title for _, rule in load_policy().rules}
    as_of = told.scanned.as_of
    title = Message(f"各规则的线索，截至 {as_of}", f"findings by rule 线索, judged at {as_of}")
    table = make_table(title, words.RULE, words.TITLE, *_FIGURES, right=_FIGURES)
    for rule in told.score.rules:
        scanned = told.scanned.rule(rule.rule)
        table.add_row(
            rule.rule,
            getattr(titles.get(rule.rule), language(), ""),
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
        f"[bold]{said(words.ALL)}",
        "",
        *(f"[bold]{sum(getattr(rule, name) for rule in rules):,}" for name in ("planted", "found", "correct")),
        "",
        "",
        f"[bold]{shown_yuan(sum(rule.amount for rule in told.scanned.rules.values()))}",
        f"[bold]{told.scanned.held_back:,}",
    )
    out.show(table)
    score = told.score
    held_back = f"{told.scanned.held_back:,}"
    out.show(
        Message(
            f"合法叠加被误报：{score.lawful} 例中 {score.flagged} 例；"
            f"无法判断却提出：{score.unknown} 例中 {score.raised} 例；"
            f"因来源未交付或行有疑问而暂不下结论：{held_back}",
            f"lawful overlaps flagged: {score.flagged} of {score.lawful}; "
            f"cases that cannot be known raised: {score.raised} of {score.unknown}; "
            f"held back because a source has not delivered or a row is in doubt: {held_back}",
        )
    )


_FIGURES = (
    Message("预埋", "planted"),
    Message("发现", "found"),
    Message("正确", "correct"),
    Message("查全率", "recall"),
    Message("查准率", "precision"),
    words.AT_STAKE,
    Message("暂不下结论", "held back"),
)


def _share(value: float | None) -> str:
    if value is None:
        return "—"
    return f"[{'green' if value >= 0.99 else 'red'}]{value:.3f}"


def _invite(out: Output, settings: Settings, address: str) -> None:
    from hub.auth import Role
    from hub.web.page import example

    url, query, variables = f"{address}/graphql", example("duplicates"), {"first": 5}
    tokens = {role.value: make_token(settings, role.value, purpose="demo") for role in Role}
    out.emit({"address": url, "query": query, "variables": variables, "tokens": tokens})
    out.show(
        Message(
            f"\n[bold]接口[/]在 [bold]{url}[/]；用浏览器打开，或粘贴下面的命令。按 Ctrl-C 结束。\n",
            f"\n[bold]The API[/] is at [bold]{url}[/]; open it in a browser, or paste this. Ctrl-C ends it.\n",
        )
    )
    bare = " ".join(line.strip() for line in query.splitlines() if not line.startswith("#"))
    body = orjson.dumps({"query": bare, "variables": variables}).decode()
    out.show_plain(
        f"curl -s {url} -H 'Content-Type: application/json' -H 'Authorization: Bearer {tokens['supervisor']}' "
        f"-d {shlex.quote(body)}"
    )
    for role, token in tokens.items():
        out.show(Message(f"\n[bold]{role} 的令牌[/]", f"\n[bold]a token as {role}[/]"))
        out.show_plain(token)
