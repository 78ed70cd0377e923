"""``lookup``: stored facts about one person or household, with source and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli import words
from hub.cli.commands import both
from hub.cli.language import said
from hub.cli.options import Home, Json
from hub.cli.output import Output, as_said, make_table, shown_yuan
from hub.cli.session import load_settings, with_store
from hub.cli.subject import KEY_HELP, find_subject, read_subject
from schema.message import Message
from schema.values.month import month_index
from schema.values.months import Months

if TYPE_CHECKING:
    from hub.chain.facts import Fact, HouseholdFacts, PersonFacts
    from hub.store import Store

HELP = both(
    "中枢掌握某人或某户的哪些情况，来自谁、何时得知；不写 --key 时从标准输入读身份证号。",
    "Show stored facts about a person or household, with source and time; without --key, reads an identity number "
    "from standard input.",
)
_MONEY = frozenset({"amount", "total", "self_paid", "aid"})


def lookup(
    key: Annotated[str | None, typer.Option(metavar="SOURCE:KEY", help=KEY_HELP)] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """One row a fact; payments that differ only in their month are one row."""
    from hub.chain.read import read_household, read_person

    out = Output(json=json)
    settings = load_settings(home)

    named = read_subject(settings, key)

    async def work(store: Store) -> PersonFacts | HouseholdFacts | None:
        type, id = await find_subject(store, named)
        loaded = await (read_person if type == "person" else read_household)(store, id)
        if loaded is None:
            return None
        return loaded.person() if type == "person" else loaded.household()

    found = with_store(settings, work)
    facts = sorted(found.facts if found else [], key=lambda fact: (fact.record, fact.provenance.stream, _when(fact)))
    out.emit({"id": found.id if found else None, "facts": [fact_json(fact) for fact in facts]})
    where = (words.DEPARTMENT, words.STREAM, words.DIVISION, words.LEARNED)
    table = make_table(found.id if found else "", words.RECORD, Message("说明", "values"), words.MONTHS, *where)
    for facts_alike in _alike(facts):
        fact, origin = facts_alike[0], facts_alike[0].provenance
        table.add_row(
            said(words.word(fact.record, words.RECORDS)),
            as_said(_says(fact)),
            Months.of(month_index(_when(one)) for one in facts_alike).text() if len(facts_alike) > 1 else _when(fact),
            origin.department,
            origin.stream,
            origin.division,
            _instant(max(one.provenance.learned_at for one in facts_alike)),
        )
    out.show_table(table, Message("没有此人或此户的现行信息", "no current facts about this subject are stored"))


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact for scripts: its values, source and time of learning; sealed values stay sealed."""
    source = fact.provenance
    return {
        "record": fact.record,
        "fact": source.fact,
        "stream": source.stream,
        "department": source.department,
        "division": source.division,
        "run": source.run,
        "learned_at": source.learned_at,
        "months": fact.months.text() if fact.months else None,
        "object": fact.object,
        "values": fact.values,
    }


def _alike(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Payments that differ in their month only, together; every other fact by itself."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for number, fact in enumerate(facts):
        payment = fact.record == "payment"
        key = (fact.provenance.stream, fact.provenance.division, _says(fact)) if payment else (str(number),)
        groups.setdefault(key, []).append(fact)
    yield from groups.values()


def _says(fact: Fact) -> str:
    return " ".join(
        f"{said(words.word(name, words.FIELDS))}={_shown(name, value)}"
        for name, value in fact.values.items()
        if name != "month"
    )


def _when(fact: Fact) -> str:
    if fact.months is not None:
        return fact.months.text()
    values = fact.values
    for name in ("valid_from", "date", "settled_on", "awarded_on", "month"):
        if values.get(name):
            return str(values[name])
    return ""


def _shown(name: str, value: Any) -> str:
    return shown_yuan(value) if name in _MONEY else str(value)


def _instant(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M")
