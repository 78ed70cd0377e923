from __future__ import annotations

from hub.chain.events import make_chain
from hub.chain.facts import Fact, HouseholdFacts, PersonFacts
from hub.chain.model import Provenance
from schema.values.month import month_index
from schema.values.months import Months

COVERED = tuple(range(month_index("2026-01"), month_index("2026-07") + 1))


def membership(fact: str, person: str, runs: str, relation: str) -> Fact:
    months = Months.parse(runs)
    return Fact(
        record="membership",
        provenance=Provenance(fact, "minzheng_dibao.people", "民政", "370102", "r1", 0),
        key_id=None,
        retired_at=None,
        months=months,
        subject=person,
        subject_type="person",
        values={"relation": relation, "counted": True},
        object="h1",
        listed=tuple(months.within(COVERED)),
        covered=COVERED,
    )


def household(*memberships: Fact) -> HouseholdFacts:
    people: dict[str, PersonFacts] = {}
    for fact in memberships:
        people.setdefault(fact.subject, PersonFacts(fact.subject, None, None)).facts.append(fact)
    return HouseholdFacts("h1", "assistance", [], [], people)


def test_the_head_comes_first_whether_called_head_or_self() -> None:
    for head in ("01", "02"):
        chain = make_chain(
            household(membership("f1", "p1", "2026-01/", "10"), membership("f2", "p2", "2026-03/", head))
        )
        assert [member.person for member in chain.members] == ["p2", "p1"]


def test_of_two_who_came_together_the_one_who_left_is_told_first() -> None:
    stays, left = membership("f1", "p1", "2026-01/", "20"), membership("f2", "p2", "2026-01/2026-04", "30")
    chain = make_chain(household(stays, left))
    assert [(member.person, member.spells) for member in chain.members] == [
        ("p2", (("2026-01", "2026-04"),)),
        ("p1", (("2026-01", None),)),
    ]


def test_two_statements_of_one_stay_are_one_spell() -> None:
    chain = make_chain(
        household(membership("f1", "p1", "2026-01/2026-03", "20"), membership("f2", "p1", "2026-01/", "30"))
    )
    assert [member.spells for member in chain.members] == [(("2026-01", None),)]
