"""A finding that is not raised any more is cleared by a definite no only; else it says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.finding import Finding
from hub.detect.rests import Asked, Rest
from hub.detect.undecided import undecided

OTHER = "370112"


@pytest.fixture
def case(make_case: Callable[..., Any]) -> Any:
    case = make_case()
    case.county(OTHER)
    case.person("P", birth="1950-01-01")
    return case


def asked(case: Any, found: Finding, retired: tuple[str, ...] = (), withdrawn: tuple[str, ...] = ()) -> Asked:
    """As the store keeps it; of what is cited the facts of some types were retired, of some with their delivery."""
    events = ("payment", "death", "medical_expense")
    rests = tuple(
        Rest(
            cite.fact,
            cite.type,
            what(case, cite.fact),
            cite.stream,
            cite.division,
            case.bits(" ".join(f"{month}/{month}" for month in cite.months)),
            cite.type not in events,
            cite.type in events,
            cite.type in (*retired, *withdrawn),
            cite.type in withdrawn,
        )
        for cite in found.cites
    )
    months = case.bits(" ".join(f"{month}/{month}" for month in found.months))
    return Asked(found.id, found.rule, found.subject, found.discriminator, months, rests)


def what(case: Any, id: str) -> str | None:
    holders = [*case.people.values(), *case.households.values()]
    facts = [fact for holder in holders for fact in (*holder.categories, *holder.benefits, *holder.payments)]
    return next((getattr(fact, "item", None) or fact.category for fact in facts if fact.id == id), None)


def missing(case: Any, home: str | None, one: Asked) -> list[tuple[str, str, str | None, str | None, tuple[str, ...]]]:
    dossier = case.dossier(home, case.people)
    found = undecided(dossier, compile_policy(case.policy), case.window, case.coverage(), [one])
    return [(part.reason.value, part.topic, part.stream, part.division, part.months) for part in found.get(one.id, ())]


class TestOmission:
    @pytest.fixture
    def one(self, case: Any) -> Asked:
        case.certificate("P", "2026-06/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        return asked(case, found)

    def test_what_is_received_now_is_a_definite_no(self, case: Any, one: Asked) -> None:
        case.award("P", "disab_nursing", "2026-06/2026-07", 139)
        assert missing(case, None, one) == []

    def test_an_answer_that_was_taken_back_is_missing(self, case: Any, one: Asked) -> None:
        case.uncover("minzheng_liangbu.register", "2026-06/2026-07")
        assert missing(case, None, one) == [
            (
                "uncovered",
                "benefit:disab_nursing",
                "minzheng_liangbu.register",
                "370102",
                ("2026-06", "2026-07"),
            )
        ]

    def test_a_doubt_is_missing(self, case: Any, one: Asked) -> None:
        case.doubt("P", "minzheng_liangbu.register", "2026-06/2026-07")
        (part,) = missing(case, None, one)
        assert (part[0], part[2]) == ("doubt", "minzheng_liangbu.register")

    def test_a_premise_that_is_gone_for_sure_clears(self, case: Any, one: Asked) -> None:
        case.people["P"].certificates.clear()
        assert missing(case, None, one) == []

    def test_a_premise_whose_list_was_taken_back_does_not(self, case: Any, one: Asked) -> None:
        case.people["P"].certificates.clear()
        case.uncover("canlian_certificates.certificates", "2026-07/2026-07")
        assert missing(case, None, one) == [
            ("uncovered", "certificate", "canlian_certificates.certificates", "370102", ("2026-07",))
        ]

    def test_months_that_were_not_raised_say_nothing(self, case: Any, one: Asked) -> None:
        case.award("P", "disab_nursing", "2026-06/2026-07", 139)
        case.uncover("minzheng_liangbu.register", "2025-09/2025-10")
        assert missing(case, None, one) == []

    def test_a_month_in_which_the_rule_is_not_in_force_says_nothing(self, case: Any, one: Asked) -> None:
        case.uncover("minzheng_liangbu.register", "2026-06/2026-07")
        rules = tuple(
            (home, rule.model_copy(update={"from_": date(2026, 7, 1)}) if rule.id == "O04" else rule)
            for home, rule in case.policy.rules
        )
        case.policy = replace(case.policy, rules=rules)
        assert [part[4] for part in missing(case, None, one)] == [("2026-07",)]


class TestConflict:
    @pytest.fixture
    def one(self, case: Any) -> Asked:
        case.dibao("X", "2026-06/2026-07", 800, "P")
        case.category("P", "tekun", "2026-06/2026-07")
        (found,) = case.findings("X", "P", rule="D01")
        one = asked(case, found)
        case.people["P"].categories.clear()
        return one

    def test_a_side_that_is_gone_for_sure_clears(self, case: Any, one: Asked) -> None:
        assert missing(case, "X", one) == []

    def test_a_side_that_is_not_known_does_not(self, case: Any, one: Asked) -> None:
        case.uncover("minzheng_tekun.people", "2026-07/2026-07")
        assert missing(case, "X", one) == [
            ("uncovered", "category:tekun", "minzheng_tekun.people", "370102", ("2026-07",))
        ]

    def test_a_side_of_another_county_is_asked_for_there(self, case: Any) -> None:
        case.dibao("X", "2026-06/2026-07", 800, "P")
        case.category("P", "tekun", "2026-06/2026-07", division=OTHER)
        (found,) = case.findings("X", "P", rule="D01")
        one = asked(case, found)
        case.people["P"].categories.clear()
        assert missing(case, "X", one) == []
        case.uncover("minzheng_tekun.people", "2026-07/2026-07", OTHER)
        assert missing(case, "X", one) == [("uncovered", "category", "minzheng_tekun.people", OTHER, ("2026-07",))]

    def test_one_definite_no_is_enough(self, case: Any, one: Asked) -> None:
        case.uncover("minzheng_tekun.people", "2026-07/2026-07")
        case.households["X"].categories.clear()
        assert missing(case, "X", one) == []


class TestTwoCounties:
    @pytest.fixture
    def one(self, case: Any) -> Asked:
        case.award("P", "elder_age", "2026-06/2026-07", 60)
        case.award("P", "elder_age", "2026-06/2026-07", 60, division=OTHER)
        (found,) = case.findings(None, "P", rule="D13")
        one = asked(case, found)
        case.people["P"].benefits.pop()
        return one

    def test_a_county_that_lists_the_person_no_more_clears(self, case: Any, one: Asked) -> None:
        assert missing(case, None, one) == []

    def test_a_county_that_took_its_list_back_does_not(self, case: Any, one: Asked) -> None:
        case.uncover("minzheng_elder.register", "2026-07/2026-07", OTHER)
        assert missing(case, None, one) == [("uncovered", "benefit", "minzheng_elder.register", OTHER, ("2026-07",))]

    def test_nor_does_a_row_in_doubt(self, case: Any, one: Asked) -> None:
        case.people["P"].elsewhere[OTHER] = {"minzheng_elder.register": case.bits("2026-07/2026-07")}
        assert missing(case, None, one) == [("doubt", "benefit", "minzheng_elder.register", OTHER, ("2026-07",))]


class TestDeath:
    @pytest.fixture
    def found(self, case: Any) -> Finding:
        case.award("P", "elder_age", "2026-05/2026-07", 60)
        case.death("P", "2026-05-20")
        found: Finding
        (found,) = case.findings(None, "P", rule="D16")
        return found

    def test_a_death_that_its_source_struck_out_clears(self, case: Any, found: Finding) -> None:
        case.people["P"].deaths.clear()
        assert missing(case, None, asked(case, found, retired=("death",))) == []

    def test_a_death_whose_delivery_was_taken_back_does_not(self, case: Any, found: Finding) -> None:
        case.people["P"].deaths.clear()
        case.uncover("gongan_deaths.cancellations", "2026-05/2026-07")
        (part,) = missing(case, None, asked(case, found, withdrawn=("death",)))
        assert part == ("uncovered", "death", "gongan_deaths.cancellations", "370102", ("2026-06", "2026-07"))

    def test_signs_of_life_leave_it_open(self, case: Any, found: Finding) -> None:
        case.expense("P", "2026-06-20", 100)
        (part,) = missing(case, None, asked(case, found))
        assert part[:2] == ("death_disputed", "death")

    def test_aid_that_stopped_clears(self, case: Any, found: Finding) -> None:
        case.people["P"].benefits.clear()
        assert missing(case, None, asked(case, found)) == []


def test_a_source_that_is_switched_off_is_missing(case: Any) -> None:
    case.dibao("X", "2026-06/2026-07", 800, "P")
    case.people["P"].benefits.clear()
    (found,) = case.findings("X", "P", rule="O31")
    one = asked(case, found)
    coverage = case.coverage()
    off = type(coverage)(
        {name: info for name, info in coverage.streams.items() if name != "caizheng_yikatong.details"},
        coverage.months,
        coverage.runs,
    )
    answer = undecided(case.dossier("X", ["P"]), compile_policy(case.policy), case.window, off, [one])
    assert [(part.topic, part.stream) for part in answer[one.id]] == [("payment:dibao_cash", None)]


def test_a_rule_across_households_waits_for_the_payments_it_cited(case: Any) -> None:
    july = case.bits("2026-07/2026-07")
    paid = Rest("f1", "payment", "elder_age", "caizheng_yikatong.details", "370102", july, event=True, retired=True)
    assert missing(case, None, Asked("n1", "D38", "P", "account", july, (paid,))) == []
    case.uncover("caizheng_yikatong.details", "2026-07/2026-07")
    assert missing(case, None, Asked("n1", "D38", "P", "account", july, (paid,))) == []
    taken_back = replace(paid, withdrawn=True)
    assert missing(case, None, Asked("n1", "D38", "P", "account", july, (taken_back,))) == [
        ("uncovered", "payment", "caizheng_yikatong.details", "370102", ("2026-07",))
    ]
