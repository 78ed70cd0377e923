"""How facts become a chain: what was not answered is no end, another content is a change, and order is total."""

from __future__ import annotations

import random
from typing import Any

import pytest

from hub.chain.events import Filter, make_chain
from hub.chain.facts import Fact, FindingRow, HouseholdFacts, PersonFacts, listed_once
from hub.chain.model import Chain, Event, FindingEvent, Provenance
from schema.values.month import month_index
from schema.values.months import Months

COVERED = tuple(month_index(f"2026-{month:02d}") for month in range(1, 8))
H, P, Q = "h1", "p1", "p2"


def fact(record: str, subject: str = H, months: str | None = None, **more: Any) -> Fact:
    covered = tuple(more.pop("covered", COVERED))
    object, name = more.pop("object", None), more.pop("name", f"{record}.{subject}.{months}")
    key = more.pop("key", name)
    parsed = None if months is None else Months.parse(months)
    department = more.pop("department", "民政")
    return Fact(
        record=record,
        provenance=Provenance(f"f.{name}", f"source.{record}", department, "370102", "r1", 1),
        key_id=key,
        retired_at=None,
        months=parsed,
        subject=subject,
        subject_type="household" if subject == H else "person",
        values=more,
        object=object,
        listed=tuple(parsed.within(covered)) if parsed else (),
        covered=covered if parsed else (),
    )


def membership(person: str, months: str, **more: Any) -> Fact:
    return fact("membership", person, months, object=H, relation="02", **more)


def chain(facts: list[Fact], *people: PersonFacts, wanted: Filter | None = None) -> Chain:
    known = people or (PersonFacts(P, "1980-01-01", "1", [membership(P, "2026-01/")]),)
    return make_chain(HouseholdFacts(H, "assistance", facts, [], {person.id: person for person in known}), wanted)


def told(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(event.on, event.phase.value) for event in events if event.kind != "membership"]


def test_a_spell_begins_and_ends_with_the_month_after_its_last() -> None:
    dibao = fact("category", months="2026-02/2026-04", category="dibao")
    assert told(chain([dibao]).events) == [("2026-02-01", "begins"), ("2026-05-01", "ends")]


def test_an_event_that_two_files_list_is_listed_once() -> None:
    twice = [fact("benefit", key="k", name=name, awarded_on="2026-03-04", amount=500) for name in ("b", "a")]
    other = fact("benefit", key="k", name="c", awarded_on="2026-03-04", amount=600)
    assert [one.provenance.fact for one in listed_once([*twice, other])] == ["f.a", "f.c"]


def test_what_reaches_the_last_covered_month_has_not_ended() -> None:
    for months in ("2026-02/", "2026-02/2026-07"):
        (event,) = [e for e in chain([fact("category", months=months, category="dibao")]).events if e.subject == H]
        assert (event.first, event.last) == ("2026-02", None)


def test_a_month_that_was_not_answered_neither_ends_nor_begins_anything() -> None:
    answered = [month for month in COVERED if month != month_index("2026-04")]
    gap = fact("category", months="2026-01/2026-03 2026-05/", category="dibao", covered=answered)
    assert told(chain([gap]).events) == [("2026-01-01", "begins")]
    open_over_it = fact("category", months="2026-01/", category="dibao", covered=answered)
    assert told(chain([open_over_it]).events) == [("2026-01-01", "begins")]


def test_another_amount_of_the_same_key_is_a_change_not_an_end() -> None:
    first = fact("benefit", months="2026-01/2026-03", key="k", item="dibao_cash", amount=100)
    second = fact("benefit", months="2026-04/2026-05", key="k", item="dibao_cash", amount=200)
    assert told(chain([first, second]).events) == [
        ("2026-01-01", "begins"),
        ("2026-04-01", "changes"),
        ("2026-06-01", "ends"),
    ]
    apart = fact("benefit", months="2026-05/", key="k", item="dibao_cash", amount=200)
    assert told(chain([first, apart]).events) == [
        ("2026-01-01", "begins"),
        ("2026-04-01", "ends"),
        ("2026-05-01", "begins"),
    ]


@pytest.mark.parametrize(
    ("values", "on", "exact"),
    [
        ({"awarded_on": "2026-03-09", "school_year": "2025-2026", "term": "spring"}, "2026-03-09", True),
        ({"school_year": "2025-2026", "term": "spring"}, "2026-02-01", False),
        ({"school_year": "2025-2026", "term": "autumn"}, "2025-08-01", False),
        ({"school_year": "2025-2026", "term": "year"}, "2025-08-01", False),
    ],
)
def test_an_award_without_months_happens_once(values: dict[str, Any], on: str, exact: bool) -> None:
    (event,) = [e for e in chain([fact("benefit", item="temp_emergency", **values)]).events if e.subject == H]
    assert (event.on, event.exact, event.phase.value) == (on, exact, "once")


def test_a_register_has_its_own_days() -> None:
    cover = fact("insurance_cover", P, scheme="390", valid_from="2026-01-15", valid_until="2026-06-30")
    person = PersonFacts(P, None, None, [membership(P, "2026-01/"), cover])
    events = [event for event in chain([], person).events if event.kind != "membership"]
    assert [(event.on, event.phase.value, event.exact) for event in events] == [
        ("2026-01-15", "begins", True),
        ("2026-06-30", "ends", True),
    ]


def test_somebody_s_facts_belong_to_the_household_while_they_were_in_it_and_a_death_always() -> None:
    person = PersonFacts(
        P,
        None,
        None,
        [
            membership(P, "2026-01/2026-03"),
            fact("payment", P, item="elder_age", month="2026-03", amount=1, name="in"),
            fact("payment", P, item="elder_age", month="2026-06", amount=1, name="after"),
            fact("category", P, "2026-05/", category="tekun"),
            fact("death", P, date="2026-05-02"),
            fact("membership", P, "2026-04/", object="h9", relation="02"),
        ],
    )
    events = chain([], person).events
    assert [event.provenance.fact for event in events if event.provenance and event.kind != "membership"] == [
        "f.in",
        "f.death.p1.None",
    ]
    assert events[-1].kind == "death"
    assert [event.on for event in events if event.kind == "membership"] == ["2026-01-01", "2026-04-01"]


def test_what_happened_between_two_stays_in_another_household_is_not_of_this_one() -> None:
    payments = [
        fact("payment", P, item="elder_age", month=f"2026-0{month}", amount=1, name=f"pay{month}")
        for month in (1, 3, 4, 6)
    ]
    stays = [membership(P, "2026-01/2026-01 2026-06/"), *payments]
    apart = PersonFacts(P, None, None, [*stays, fact("membership", P, "2026-03/2026-04", object="h9", relation="02")])
    alone = PersonFacts(P, None, None, stays)
    paid = [
        [event.on[:7] for event in chain([], person).events if event.kind == "payment"] for person in (apart, alone)
    ]
    assert paid == [["2026-01", "2026-06"], ["2026-01", "2026-03", "2026-04", "2026-06"]]


def test_members_are_told_head_first_and_their_spells_joined() -> None:
    head = PersonFacts(
        P, "1950-01-01", "1", [membership(P, "2026-01/2026-02"), membership(P, "2026-03/2026-04", name="x")]
    )
    child = PersonFacts(Q, "2015-01-01", "2", [fact("membership", Q, "2026-01/", object=H, relation="30")])
    members = chain([], child, head).members
    assert [(member.person, member.spells) for member in members] == [
        (P, (("2026-01", "2026-04"),)),
        (Q, (("2026-01", None),)),
    ]


def finding(name: str, months: list[str], about: str) -> FindingRow:
    names = ("rule", "type", "severity", "effect", "state", "sentence_zh", "sentence_en", "subject_type")
    values = {**dict.fromkeys(names, "x"), "amount": None, "months": months, "subject": about, "departments": ["民政"]}
    return FindingRow(name, values, False, {})


def test_a_finding_is_told_once_in_its_first_month() -> None:
    row = finding("n1", ["2026-06", "2026-05"], P)
    person = PersonFacts(P, None, None, [membership(P, "2026-01/")], [row])
    other = PersonFacts(Q, None, None, [membership(Q, "2026-01/2026-02")], [row, finding("n2", ["2026-06"], Q)])
    events = [event for event in chain([], person, other).events if isinstance(event, FindingEvent)]
    assert [(event.finding, event.on, event.months) for event in events] == [
        ("n1", "2026-05-01", ("2026-05", "2026-06"))
    ]


def test_the_order_does_not_depend_on_the_order_of_reading() -> None:
    facts = [fact("category", months="2026-01/", category=code, name=code) for code in ("a", "b", "c", "d")]
    facts += [fact("payment", item="x", month="2026-01", amount=n, name=str(n)) for n in range(6)]
    expected = chain(facts).events
    for seed in range(20):
        random.Random(seed).shuffle(facts)
        assert chain(facts).events == expected
    assert len({event.id for event in expected}) == len(expected) == 11


def test_filters_by_department_and_member() -> None:
    paid = fact("payment", P, item="elder_age", month="2026-03", amount=1, department="财政")
    person = PersonFacts(P, None, None, [membership(P, "2026-01/"), paid])
    other = PersonFacts(Q, None, None, [membership(Q, "2026-01/")])
    by_department = chain([], person, other, wanted=Filter(departments=["财政"])).events
    assert [event.provenance.department for event in by_department if event.provenance] == ["财政"]
    assert {event.subject for event in chain([], person, other, wanted=Filter(members=[Q])).events} == {Q}
