"""A page for each shipped rule, in both languages: ``python -m hub.rules.pages`` writes ``docs/rules/``.

A page is built from the rule, its example and what the engine finds in it; a test compares the committed pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from hub.rules import names
from hub.rules.example import Example, World, examples
from hub.rules.explained import NO_SOURCE, Explained, amounts, explain, in_force, place, source, span
from hub.rules.line import Line, joined
from hub.rules.prove import findings
from hub.rules.retold import retold
from hub.rules.topics import topic
from schema.message import Language, Message
from schema.policy.policy import Policy, load_policy

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
INDEX = "README.md"
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def pages() -> dict[str, str]:
    """File name -> text of every page and of the index."""
    policy, shown = load_policy(), examples()
    found: dict[str, list[Explained]] = {}
    for region, rule in policy.rules:
        found.setdefault(rule.id, []).append(explain(policy, region, rule))
    made = {f"{id}.md": _page(policy, rules, shown.get(id)) for id, rules in found.items()}
    return made | {INDEX: _index(rules[0] for rules in found.values())}


def write() -> None:
    """Bring the committed pages up to date; a page whose rule is gone is removed."""
    made = pages()
    FOLDER.mkdir(exist_ok=True)
    for stale in FOLDER.glob("*.md"):
        if stale.name not in made:
            stale.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _page(policy: Policy, rules: list[Explained], example: Example | None) -> str:
    blocks = [block for rule in rules for block in _rule(rule)]
    if example is not None:
        blocks += _example(policy, rules[0], example)
    return "\n\n".join(blocks) + "\n"


def _rule(rule: Explained) -> Iterator[str]:
    yield f"# {rule.rule.id} {_both(rule.title)}"
    yield _table(
        ("", ""),
        (
            (_both(_REGION), _both(place(rule.region))),
            (_both(_IN_FORCE), _both(in_force(rule.rule))),
            (_both(_VERSION), str(rule.rule.version)),
            (_both(_TYPE), _both(names.TYPES[rule.rule.type])),
            (_both(_SEVERITY), _both(names.SEVERITIES[rule.rule.severity.value])),
            (_both(_EFFECT), _both(names.EFFECTS[rule.rule.effect.value])),
        ),
    )
    yield _heading(_BASIS)
    yield rule.rule.basis
    yield _heading(_CONDITION)
    for language in _LANGUAGES:
        yield _list(rule.lines, language)
    if rule.yields_to:
        yield _heading(_YIELDS)
        yield "\n".join(f"- {_rule_link(id, title)}" for id, title in rule.yields_to)
    if rule.white:
        yield _heading(_WHITE)
        yield "\n".join(
            f"- {_both(Message(line.title.zh, line.title.en))}: {_both(limit)} ({line.basis})"
            for line, limit in rule.white
        )
    yield from _figures(rule)
    yield _heading(_SOURCES)
    rows = ((_both(topic(one.topic)), _streams(one.streams)) for one in rule.asked)
    yield _table((_both(_CONTENT), _both(_DELIVERED)), rows)


def _figures(rule: Explained) -> Iterator[str]:
    if not rule.figures:
        return
    yield _heading(_PARAMETERS)
    rows = [
        (
            _both(names.parameter(one.table)),
            _both(place(value.region)),
            _both(span(value)),
            _both(amounts(value)),
            _both(names.unit(one.table.unit)),
            _both(source(value)),
        )
        for one in rule.figures
        for value in one.values
    ]
    yield _table(tuple(map(_both, (_TITLE, _REGION, _IN_FORCE, _VALUE, _UNIT, _SOURCE))), rows)


def _example(policy: Policy, rule: Explained, example: Example) -> Iterator[str]:
    for heading, world in ((_RAISES, example.raises), (_SPARES, example.spares)):
        yield _heading(heading)
        for language in _LANGUAGES:
            yield "\n".join(_world(world, language))
        found = findings(policy, rule.rule, world)
        for finding in found:
            yield f"> {finding.sentence.zh}\n>\n> {finding.sentence.en}"
        if not found:
            yield f"> {_both(_NOTHING)}"


def _world(world: World, language: Language) -> Iterator[str]:
    yield f"{world.title.zh}。" if language == "zh" else f"{world.title.en}."
    yield ""
    for line in retold(world):
        yield f"- {line.told(language)}"


def _index(rules: Iterable[Explained]) -> str:
    rows = (
        (
            f"[{one.rule.id}]({one.rule.id}.md)",
            _both(one.title),
            _both(names.TYPES[one.rule.type]),
            _both(names.SEVERITIES[one.rule.severity.value]),
            _both(names.EFFECTS[one.rule.effect.value]),
        )
        for one in rules
    )
    heads = tuple(map(_both, (_RULE, _TITLE, _TYPE, _SEVERITY, _EFFECT)))
    return f"# {_both(_RULES)}\n\n{_INTRODUCTION}\n\n{_table(heads, rows)}\n"


def _list(lines: Iterable[Line], language: Language) -> str:
    return "\n".join(f"{'  ' * depth}- {text}" for line in lines for depth, text in line.rows(language))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    cells = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in cells)


def _streams(streams: tuple[str, ...]) -> str:
    return ", ".join(f"`{stream}`" for stream in streams) if streams else f"**{_both(NO_SOURCE)}**"


def _rule_link(id: str, title: Message | None) -> str:
    return f"{id} {_both(_NOT_SHIPPED)}" if title is None else f"[{id}]({id}.md) {_both(title)}"


def _heading(message: Message) -> str:
    return f"## {_both(message)}"


def _both(message: Message) -> str:
    return str(message) if message.zh == str(message) else joined((Message(message.zh, message.zh), message), "", " · ")


_INTRODUCTION = """\
每条规则一页：依据、条件、参数、白名单、数据来源，以及一个会提示、一个不会提示的例子。本目录由
`python -m hub.rules.pages` 根据 `schema/policy/` 生成，例子由程序实际判断。

A page for each rule: its basis, condition, figures, white list and sources, an example that raises it and one that must
not. `python -m hub.rules.pages` generates this folder from `schema/policy/`; the examples are judged by the engine."""

_RULES = Message("规则", "Rules")
_RULE = Message("规则", "rule")
_TITLE = Message("名称", "title")
_REGION = Message("适用区划", "region")
_IN_FORCE = Message("施行期间", "in force")
_VERSION = Message("版本", "version")
_TYPE = Message("类型", "type")
_SEVERITY = Message("程度", "severity")
_EFFECT = Message("处理", "effect")
_BASIS = Message("依据", "Basis")
_CONDITION = Message("条件", "Condition")
_YIELDS = Message("让位于", "Yields to")
_NOT_SHIPPED = Message("尚未提供的规则", "a rule that is not shipped yet")
_WHITE = Message("白名单", "White list")
_PARAMETERS = Message("参数", "Parameters")
_VALUE = Message("数值", "value")
_UNIT = Message("单位", "unit")
_SOURCE = Message("来源", "source")
_SOURCES = Message("数据来源", "Sources")
_CONTENT = Message("内容", "content")
_DELIVERED = Message("提供的数据流", "delivered by")
_RAISES = Message("会提示的例子", "An example that raises it")
_SPARES = Message("不会提示的例子", "An example that must not")
_NOTHING = Message("不提示", "nothing is raised")


if __name__ == "__main__":
    write()
