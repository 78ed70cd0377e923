"""``rules``: what is in force where and when; one rule explained; policy files checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli import words
from hub.cli.commands import Commands, both
from hub.cli.language import language, said
from hub.cli.options import Json
from hub.cli.output import Output, as_said, make_table
from hub.cli.rule import show_rule
from schema.message import Message

if TYPE_CHECKING:
    from schema.policy.policy import Policy
    from schema.policy.rule import Rule

app = Commands(
    help=both(
        "规则：何地何时适用哪些规则；解释一条规则；检查政策文件。",
        "Rules: what is in force where and when; explain one; check policy files.",
    )
)
Region = Annotated[
    str,
    typer.Option(
        help=both(
            "只看适用于这一区划的规则（各级代码或名称）；不写则列出所有区划的。",
            "Rules in force in this division, a code of any level or a name; without it those of every region.",
        )
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=both("这一天适用的，如 2026-07-31；不写则不论日期。", "In force on this day; without it on any."),
    ),
]


@app.command(
    "list", help=both("何地何时适用哪些规则。", "List the rules in force, with region, version, severity and effect.")
)
def list_rules(region: Region = "", as_of: AsOf = "", json: Json = False) -> None:
    from hub.rules import names
    from hub.rules.explained import in_force, summary
    from schema.policy.policy import load_policy

    out = Output(json=json)
    place = Message("适用区划", "region")
    headings = (place, words.RULE, _VERSION, words.TITLE, words.TYPE, words.SEVERITY, words.EFFECT, _IN_FORCE)
    table = make_table(Message("规则", "rules"), *headings, right=(_VERSION,))
    for home, rule in _in_force(load_policy(), _prefix(region), _day(as_of)):
        out.emit(summary(home, rule) | {"from": rule.from_, "until": rule.until})
        table.add_row(
            said(names.region(home)),
            rule.id,
            str(rule.version),
            as_said(rule.title.zh if language() == "zh" else rule.title.en),
            said(words.word(rule.type, names.TYPES)),
            said(words.word(rule.severity.value, names.SEVERITIES)),
            said(words.word(rule.effect.value, names.EFFECTS)),
            said(in_force(rule)),
        )
    out.show_table(table, _NONE)


@app.command(
    help=both(
        "解释一条规则：依据、条件、参数、让位于谁、白名单、所依据的数据来源。",
        "Explain a rule: its basis, condition, parameters, what it yields to, its white list and its sources.",
    )
)
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help=both("规则编号，如 D01。", "The rule, such as D01."))],
    region: Region = "",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    from hub.filters import known
    from hub.rules.explained import explain
    from schema.policy.policy import load_policy

    out = Output(json=json)
    policy, within, day = load_policy(), _prefix(region), _day(as_of)
    found = [(home, one) for home, one in _in_force(policy, within, day) if one.id == rule]
    if not found:
        known("ID", (rule,), {one.id for _, one in _in_force(policy, within, day)})
    for home, one in found:
        explained = explain(policy, home, one, within=within, on=day)
        out.emit(explained.to_json())
        show_rule(out, explained)


@app.command(
    help=both(
        "检查政策文件或文件夹：有错的条目指明文件、行和原因。",
        "Validate a policy file or folder: a wrong entry is refused with file, line and reason.",
    )
)
def check(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=both("政策文件或文件夹。", "A policy file or a folder of them."), exists=True
        ),
    ],
    json: Json = False,
) -> None:
    from hub.rules.check import check as check_files

    out = Output(json=json)
    checked = check_files(path)
    rules = len({rule.id for _, rule in checked.policy.rules})
    out.emit({"files": [str(file) for file in checked.files], "rules": rules})
    out.show(
        Message(
            f"[green]✓[/] {as_said(path)}：{len(checked.files)} 个文件正确，连同随程序发布的政策共 {rules} 条规则",
            f"[green]✓[/] {as_said(path)}: {len(checked.files)} files are right; {rules} rules with the shipped policy",
        )
    )


def _in_force(policy: Policy, within: str, day: date | None) -> list[tuple[str, Rule]]:
    """(region, rule) by id: those of every region, or the narrowest of each id for one division."""
    found = policy.in_force(within.ljust(6, "0")) if within else policy.rules
    return [(home, rule) for home, rule in found if day is None or rule.in_force(day)]


def _prefix(region: str) -> str:
    from hub.filters import division_prefix

    return division_prefix("--region", region) if region else ""


def _day(text: str) -> date | None:
    from schema.values.day import Day

    return Day.parse(text) if text else None


_VERSION = Message("版本", "version")
_IN_FORCE = Message("施行期间", "in force")
_NONE = Message("没有适用的规则", "no rule is in force")
