from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.finding import Finding
from hub.detect.kinds.pattern import pattern_findings
from hub.detect.kinds.pattern_row import PatternFact, PatternRow, Stay
from schema.values.months import Months

AS_OF = date(2026, 7, 31)


def row(person: str, *ties: str, guardians: tuple[str, ...] = (), month: str = "2026-05") -> PatternRow:
    paid = PatternFact("payment", f"f-{person}", "disab_living", month, 18300, None, "pay.list", "370102", "run", 1)
    return PatternRow("account", person, (paid,), households=frozenset(ties), guardians=frozenset(guardians))


@pytest.fixture
def judge(policy: Any) -> Any:
    compiled = compile_policy(policy)
    rule = next(rule for rule, _ in compiled.patterns if rule.id == "D38")
    return lambda rows: pattern_findings(rule, rows, compiled.parameters, AS_OF)


def test_six_unrelated_people_on_one_account(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    (found,) = judge(people)
    assert (found.rule, found.subject, found.discriminator) == ("D38", "P0", "account")
    assert found.about == ("P0", "P1", "P2", "P3", "P4", "P5")
    assert (found.months, found.amount) == (("2026-05",), 6 * 18300)
    assert len(found.cites) == 6


def test_what_one_of_them_received_alone_is_not_part_of_it(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    alone = row("P0", "K0", month="2026-04").facts[0]
    people[0] = replace(people[0], facts=(replace(alone, fact="f-alone"), *people[0].facts))
    (found,) = judge(people)
    assert (found.months, found.amount, len(found.cites)) == (("2026-05",), 6 * 18300, 6)


def test_one_after_the_other_is_as_many(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}", month=f"2026-0{number + 1}") for number in range(6)]
    (found,) = judge(people)
    assert len(found.months) == 6


def test_five_are_allowed(judge: Any) -> None:
    assert judge(row(f"P{number}", f"K{number}") for number in range(5)) == []


def test_people_of_one_household_are_one_group_also_through_a_third(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(5)]
    people += [row("P5", "K0", "K9"), row("P6", "K9")]
    assert judge(people) == []


def test_a_guardian_of_many_is_legitimate(judge: Any) -> None:
    wards = [row(f"P{number}", f"K{number}", guardians=("G",)) for number in range(9)]
    assert judge([*wards, row("G", "KG")]) == []


def test_the_identity_does_not_hang_on_who_came_first(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    (before,) = judge(people)
    (after,) = judge([*people, row("A", "KA")])
    assert after.subject == "A"
    assert after.id == before.id


def at(person: str, month: str, *, name: str = "王建国", own: str = "", died: str = "", seen: str = "") -> PatternRow:
    """Paid in an account of ``name``; the person has the name ``own``."""
    paid = PatternFact("payment", f"f-{person}-{month}", "elder_age", month, 6000, name, "pay.list", "370102", "run", 1)
    death = PatternFact("death", f"d-{person}", None, died, None, None, "deaths.list", "370102", "run", 1)
    return PatternRow(
        "account",
        person,
        (paid,),
        frozenset({own} - {""}),
        deaths=(death,) if died else (),
        seen=frozenset({seen} - {""}),
    )


@pytest.fixture
def found(policy: Any) -> Any:
    """The findings of a rule in some rows."""
    compiled = compile_policy(policy)

    def judged(id: str, *rows: PatternRow) -> list[Finding]:
        rule = next(rule for rule, _ in compiled.patterns if rule.id == id)
        return pattern_findings(rule, rows, compiled.parameters, AS_OF)

    return judged


HOLDER = at("X", "2026-02", own="王建国", died="2026-03")


def test_the_account_of_a_dead_holder_goes_on_receiving_for_another(found: Any) -> None:
    (one,) = found("P01", HOLDER, at("Y", "2026-02"), at("Y", "2026-04"), at("Y", "2026-05"))
    assert (one.subject, one.about, one.months, one.amount) == ("Y", ("X", "Y"), ("2026-04", "2026-05"), 12000)
    assert [(cite.type, cite.months) for cite in one.cites] == [
        ("death", ("2026-03",)),
        ("payment", ("2026-04",)),
        ("payment", ("2026-05",)),
    ]
    assert (one.type, one.effect, one.discriminator) == ("warning", "review", "account")


@pytest.mark.parametrize(
    ("lawful", "rows"),
    [
        ("up to the month of death", (HOLDER, at("Y", "2026-03"))),
        ("the holder lives", (at("X", "2026-02", own="王建国"), at("Y", "2026-05"))),
        ("the holder lives, the other died", (at("X", "2026-05", own="王建国"), at("Y", "2026-05", died="2026-03"))),
        ("the account is the living namesake's", (HOLDER, at("Z", "2026-05", own="王建国"), at("Y", "2026-05"))),
        ("the account has another holder since", (HOLDER, at("Y", "2026-05", name="李秀兰"))),
        ("seen alive after", (replace(HOLDER, seen=frozenset({"2026-04"})), at("Y", "2026-05"))),
        ("the sums of the dead person alone", (HOLDER, at("X", "2026-05", own="王建国", died="2026-03"))),
    ],
)
def test_no_account_of_a_dead_holder(found: Any, lawful: str, rows: tuple[PatternRow, ...]) -> None:
    assert found("P01", *rows) == [], lawful


def test_two_numbers_of_one_name_in_one_account(found: Any) -> None:
    old, new = (at(person, "2026-05", own="王建国") for person in ("A", "B"))
    (one,) = found("P02", old, new, at("A", "2026-04", own="王建国"), at("C", "2026-05"))
    assert (one.subject, one.about, one.months, one.amount) == ("A", ("A", "B"), ("2026-05",), 12000)


@pytest.mark.parametrize(
    ("lawful", "rows"),
    [
        ("a corrected number", (at("A", "2026-04", own="王建国"), at("B", "2026-05", own="王建国"))),
        ("another name", (at("A", "2026-05", own="王建国"), at("B", "2026-05", own="李秀兰"))),
        (
            "namesakes in the account of a third",
            (at("A", "2026-05", own="王建国", name="李强"), at("B", "2026-05", own="王建国", name="李强")),
        ),
        ("nodes of one person", (at("A", "2026-05", own="王建国"), at("A", "2026-06", own="王建国"))),
    ],
)
def test_no_two_numbers(found: Any, lawful: str, rows: tuple[PatternRow, ...]) -> None:
    assert found("P02", *rows) == [], lawful


def bill(person: str, fact: str) -> PatternRow:
    made = PatternFact("medical_expense", fact, None, "2026-03", None, None, "bills.list", "370102", "run", 1)
    return PatternRow("invoice", person, (made,))


def test_one_invoice_for_two_people(found: Any) -> None:
    (one,) = found("P03", bill("B", "b1"), bill("A", "b2"))
    assert (one.subject, one.about, one.months, one.amount, one.parts) == ("A", ("A", "B"), ("2026-03",), None, ())
    assert found("P03", bill("A", "b1"), bill("A", "b2")) == []


def lived(person: str, **months: str) -> PatternRow:
    """In registered homes ``H…`` and households of assistance ``A…`` for months, ``2026-01/2026-04``."""
    stays = []
    for household, runs in months.items():
        fact = PatternFact(
            "membership", f"{person}-{household}", None, "", None, None, "homes.list", "370102", "run", 1
        )
        listed = frozenset(Months.parse(runs).within(range(2024 * 12, 2026 * 12 + 7)))
        stays.append(Stay(household, "hukou" if household.startswith("H") else "assistance", listed, fact))
    return PatternRow("dwelling", person, (), stays=tuple(stays))


PARENT = lived("P", H1="2024-01/2026-07")
CHILD = lived("C", H1="2024-01/2026-01", H2="2026-02/2026-07", A1="2026-04/2026-07")


def test_a_home_divides_at_one_dwelling_and_the_part_that_left_gets_assistance(found: Any) -> None:
    (one,) = found("P04", PARENT, CHILD)
    assert (one.subject, one.about, one.months, one.amount) == ("C", ("C", "P"), ("2026-04",), None)
    assert [(cite.fact, cite.months) for cite in one.cites] == [
        ("C-H1", ("2026-01",)),
        ("C-H2", ("2026-04",)),
        ("P-H1", ("2026-04",)),
        ("C-A1", ("2026-04",)),
    ]


def test_assistance_in_the_month_of_the_division_counts(found: Any) -> None:
    assert found("P04", PARENT, lived("C", H1="2024-01/2026-01", H2="2026-02/2026-07", A1="2026-02/2026-07"))


@pytest.mark.parametrize(
    ("lawful", "rows"),
    [
        ("more than a year ago", (PARENT, lived("C", H1="2024-01/2025-03", H2="2025-04/", A1="2026-04/"))),
        ("nobody stayed", (lived("P", H1="2024-01/2026-01"), CHILD)),
        ("a couple of their own", (PARENT, CHILD, lived("W", H2="2026-02/2026-07"))),
        ("assistance before the division", (PARENT, lived("C", H1="2024-01/2026-01", H2="2026-02/", A1="2025-11/"))),
        ("another assistance before", (PARENT, CHILD.with_all_of(lived("C", A2="2025-01/2026-01")))),
        ("one household of assistance", (lived("P", H1="2024-01/", A1="2026-04/"), CHILD)),
        ("no division", (PARENT, lived("C", H1="2024-01/", A1="2026-04/"))),
        ("it is not known where they were", (PARENT, lived("C", H2="2026-02/", A1="2026-04/"))),
    ],
)  # fmt: skip
def test_no_division(found: Any, lawful: str, rows: tuple[PatternRow, ...]) -> None:
    assert found("P04", *rows) == [], lawful
