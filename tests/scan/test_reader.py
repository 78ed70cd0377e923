"""Dossiers as they come from either engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.dossier import Dossier, HouseholdView, PersonView
from hub.dossier.reader import Reader
from hub.scan.frame import load_frame
from hub.scan.judge import judge
from schema.values.months import Window

pytestmark = pytest.mark.anyio

HERE, THERE = "370102", "370112"
OTHER = "370112194803020017"
AS_OF = date(2026, 7, 31)
WINDOW = Window.ending(AS_OF)


class Town:
    """G and M in 低保 A1, M in B1 of the other county too; C is guarded by G and lives in a hukou household with M."""

    def __init__(self, home: Any, number: Any) -> None:
        self.home = home
        self.g, self.m, self.c = number("19480302"), number("19830520", 2), number("20140901", 3)

    def deliver(self) -> None:
        lists = self.home
        for month in ("202605", "202606", "202607"):
            lists.deliver("families", HERE, month, [("A1", "900")])
            people = [("A1", self.g, "王芳", "02", "370102001"), ("A1", self.m, "李强", "30", "370102001")]
            lists.deliver("people", HERE, month, people)
            lists.deliver("residents", HERE, month, [("H1", self.m, "李强", "02"), ("H1", self.c, "张伟", "30")])
        lists.deliver("families", THERE, "202607", [("B1", "400")])
        lists.deliver("people", THERE, "202607", [("B1", self.m, "李强", "02", "370112001")])
        lists.deliver("certificates", HERE, "202606", [(self.c, "5", "2")])
        lists.deliver("subsidies", HERE, "202606", [(self.c, "张伟", "disab_living", "183", self.g)])
        lists.deliver("subsidies", HERE, "202607", [("37010219480230001X", "张伟", "disab_living", "183", "")])
        lists.deliver(
            "payments", HERE, "202607", [(self.g, "dibao_cash", "2026-07", "900", "6217900000000000001", "1")]
        )
        lists.deliver("deaths", THERE, "202607", [(self.g, "2026-07-03")])

    def id(self, who: str) -> str:
        return str(self.home.ids.person(getattr(self, who)))

    def household(self, number: str) -> str:
        form = "hukou" if number.startswith("H") else "assistance"
        return str(self.home.ids.household(form, "t", number))


@pytest.fixture
async def town(each_lists: Any, number: Any) -> Town:
    town = Town(each_lists, number)
    town.deliver()
    await each_lists.sync()
    return town


async def read(town: Town, *numbers: str, people: tuple[str, ...] = (), **options: Any) -> list[Dossier]:
    _, frame = await load_frame(town.home.store, town.home.streams(), AS_OF, **options)
    reader = Reader(town.home.store, town.home.sealer, frame)
    pages = [
        await reader.households([town.household(number) for number in numbers]),
        await reader.people([town.id(who) for who in people]),
    ]
    return [dossier for page in pages for dossier in reader.builder.dossiers(page)]


async def test_a_home_knows_its_members_whole_and_judges_its_residents(town: Town) -> None:
    a1, b1, h1 = await read(town, "A1", "B1", "H1")
    g, m, c = town.id("g"), town.id("m"), town.id("c")
    # m came to B1 later than to A1
    assert (a1.residents, b1.residents, h1.residents) == ([g], [m], [c])
    assert set(a1.people) == {g, m}
    assert set(a1.households) == {town.household(number) for number in ("A1", "B1", "H1")}


async def test_facts_carry_their_months_and_amounts(town: Town) -> None:
    (a1,) = await read(town, "A1")
    texts = WINDOW.texts
    home = a1.households[town.household("A1")]
    assert [(one.category, texts(one.yes)) for one in home.categories] == [("dibao", ["2026-05", "2026-06", "2026-07"])]
    assert [(one.item, one.amount, one.division) for one in home.benefits] == [("dibao_cash", 90000, HERE)]
    assert {division: texts(bits) for division, bits in home.divisions.items()} == {
        HERE: ["2026-05", "2026-06", "2026-07"]
    }
    assert sorted((who, one.relation) for who, one in home.members) == sorted(
        [(town.id("g"), "02"), (town.id("m"), "30")]
    )
    g = a1.people[town.id("g")]
    assert (g.birth, [one.on for one in g.deaths]) == (date(1948, 3, 2), [date(2026, 7, 3)])
    (paid,) = g.payments
    assert (paid.item, paid.amount, texts(paid.yes), paid.division) == ("dibao_cash", 90000, ["2026-07"], HERE)
    (guards,) = g.kinships
    assert (guards.verb, guards.guardian, guards.ward) == ("GUARDS", town.id("g"), town.id("c"))
    (other,) = (view for id, view in a1.households.items() if id == town.household("B1"))
    assert [(one.item, one.amount, texts(one.yes)) for one in other.benefits] == [("dibao_cash", 40000, ["2026-07"])]
    assert [who for who, _ in other.members] == [town.id("m")]


async def test_a_ward_brings_the_guardian_and_a_rejected_row_its_doubt(town: Town) -> None:
    (h1,) = await read(town, "H1")
    g, c = town.id("g"), h1.people[town.id("c")]
    assert set(h1.people) == {town.id("m"), c.id, g}
    assert [one.on for one in h1.people[g].deaths] == [date(2026, 7, 3)]
    assert {stream: WINDOW.texts(bits) for stream, bits in c.doubts.items()} == {"t_subsidies.subsidies": ["2026-07"]}
    assert h1.people[town.id("m")].doubts == {}
    (certificate,) = c.certificates
    assert (certificate.kind, certificate.grade, WINDOW.texts(certificate.yes)) == ("5", 2, ["2026-06"])
    assert WINDOW.texts(certificate.some) == ["2026-06", "2026-07"]


async def test_a_person_whose_memberships_are_known_is_not_judged_alone(town: Town) -> None:
    (alone,) = await read(town, people=("c",))
    assert (alone.home, alone.residents, set(alone.people)) == (None, [], {town.id("c"), town.id("g")})


async def test_what_was_learned_later_is_not_in_a_replay(town: Town) -> None:
    known = max(row["learned_at"] for row in await town.home.store.read("sources/coverage"))
    before = await read(town, "A1")
    town.home.deliver(
        "payments", HERE, "202607", [(town.g, "dibao_cash", "2026-07", "850", "6217900000000000001", "1")]
    )
    town.home.deliver("deaths", THERE, "202607", [(town.g, "2026-07-05")])
    await town.home.sync()
    (now,) = await read(town, "A1")
    assert [one.on for one in now.people[town.id("g")].deaths] == [date(2026, 7, 5)]
    assert [one.amount for one in now.people[town.id("g")].payments] == [85000]
    assert as_sets(await read(town, "A1", known_at=known)) == as_sets(before)


def as_sets(dossiers: list[Dossier]) -> list[Any]:
    """Dossiers without the order in which a store returns facts."""
    found = []
    for dossier in dossiers:
        views: list[PersonView | HouseholdView] = [*dossier.people.values(), *dossier.households.values()]
        facts = {
            (view.id, name): sorted(map(repr, value)) if isinstance(value := getattr(view, name), list) else repr(value)
            for view in views
            for name in type(view).__slots__
        }
        found.append((dossier.home, sorted(dossier.residents), facts))
    return found


async def test_an_event_that_two_files_list_counts_once(town: Town) -> None:
    lists = town.home
    lists.deliver("deaths", THERE, "202606", [(town.g, "2026-07-03")])
    lists.deliver("deaths", HERE, "202606", [(town.g, "2026/7/3")])  # equal bytes would wait for a person
    await lists.sync()
    told = await lists.store.read("fingerprint/death")
    assert [row["division"] for row in told].count(THERE) == 2
    (a1,) = await read(town, "A1")
    assert sorted(death.division for death in a1.people[town.id("g")].deaths) == [HERE, THERE]


async def test_one_household_or_person_is_judged_on_the_spot(town: Town) -> None:
    store, policy = town.home.store, compile_policy(town.home.policy)
    _, frame = await load_frame(store, town.home.streams(), AS_OF)
    by_person = await judge(store, town.home.sealer, policy, frame, town.id("g"))
    by_household = await judge(store, town.home.sealer, policy, frame, town.household("A1"))
    assert by_person is not None
    assert by_household is not None
    assert by_person.evaluation == by_household.evaluation
    assert await judge(store, town.home.sealer, policy, frame, "p" + "0" * 31) is None
    assert await judge(store, town.home.sealer, policy, frame, "h" + "0" * 31) is None


async def test_a_person_of_two_nodes_has_the_facts_of_both_and_loses_nothing(town: Town, each_server: Any) -> None:
    """G and the person who died in the other county are found to be one: nobody's facts are lost."""
    lists, alias = town.home, town.id("g")
    other = lists.ids.person(OTHER)
    lists.deliver("deaths", THERE, "202606", [(OTHER, "2026-06-12")])
    lists.deliver("payments", THERE, "202607", [(OTHER, "dibao_cash", "2026-07", "450", "6217900000000000009", "9")])
    await lists.sync()
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        for id in (town.id("g"), other):
            session.run("MATCH (p:Person {id: $id}) SET p.entity = $entity", id=id, entity=alias).consume()
    (a1,) = await read(town, "A1")
    view = a1.people[alias]
    assert sorted(payment.amount for payment in view.payments) == [45000, 90000]
    assert sorted(death.on for death in view.deaths) == [date(2026, 6, 12), date(2026, 7, 3)]
    assert [fact.household for fact in view.memberships] == [town.household("A1")]
    assert a1.residents == [alias]
    assert [kin.guardian for kin in view.kinships] == [alias]
