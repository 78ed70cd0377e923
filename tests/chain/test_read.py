"""Reading a household: one statement, nothing of what is retired, and none at all when it is no family."""

from __future__ import annotations

from typing import Any

import pytest

from hub.chain import read_chain
from hub.chain.columns import MAX_PEOPLE
from hub.chain.read import Parts, TooManyPeopleError, read_household, read_person
from hub.facts.columns import holdings
from hub.store import Store
from schema.dated import Dated
from schema.record import Subject

pytestmark = pytest.mark.anyio
HOUSEHOLD = "h" + "0" * 31


async def fill(store: Store, people: int, retired: int = 0, first: int = 0) -> None:
    numbers = range(first, first + people)
    ids = [f"p{number:031x}" for number in numbers]
    await store.write("write/household", rows=[{"id": HOUSEHOLD, "form": "hukou"}])
    await store.write("write/person", rows=[{"id": id, "birth": None, "sex": None} for id in ids])
    common = {
        "stream": "a.b",
        "division": "370102",
        "run": "r1",
        "scope": "a.b|370102",
        "learned_at": 1,
        "months": "2026-01/",
    }
    rows = [
        {
            "subject": id,
            "object": HOUSEHOLD,
            "props": {"id": f"f{number:031x}", "key_id": id, "relation": "02", **common},
        }
        for number, id in zip(numbers, ids, strict=True)
    ]
    await store.write("write/membership_create_person", rows=rows)
    gone = [{"id": f"f{number:031x}", "scope": "a.b|370102", "retired_at": 2} for number in numbers[:retired]]
    await store.write("write/membership_retire", rows=gone)


async def test_what_was_retired_is_read_only_for_the_past(store: Store) -> None:
    await fill(store, 3, retired=1)
    now = await read_household(store, HOUSEHOLD)
    assert now is not None
    assert now.people == 2
    chain = await read_chain(store, HOUSEHOLD)
    assert chain is not None
    # no stream has answered for any month: nobody is known to be in it
    assert (chain.members, chain.events, chain.covered_until) == ((), (), None)


async def test_a_household_that_is_not_there_or_not_in_scope_is_none(store: Store) -> None:
    await fill(store, 1)
    assert await read_chain(store, "h" + "f" * 31) is None
    assert await read_chain(store, HOUSEHOLD, divisions=["3702"]) is None
    assert await read_chain(store, HOUSEHOLD, divisions=["370102"]) is not None


async def test_a_household_with_more_people_than_a_family_is_refused(store: Store) -> None:
    await fill(store, MAX_PEOPLE)
    assert await read_chain(store, HOUSEHOLD) is not None
    await fill(store, 1, first=MAX_PEOPLE)
    with pytest.raises(TooManyPeopleError) as caught:
        await read_chain(store, HOUSEHOLD)
    assert caught.value.household == HOUSEHOLD


async def test_a_person_of_two_nodes_is_one_with_the_facts_of_both(each_store: Store, each_server: Any) -> None:
    await fill(each_store, 2)
    first, second = (f"p{number:031x}" for number in range(2))
    common = {"stream": "a.b", "division": "370102", "run": "r1", "scope": "a.b|370102", "learned_at": 1}
    died = {"id": "f" + "d" * 31, "key_id": "k", "date": "2026-05-01", **common}
    await each_store.write("write/death_create_person", rows=[{"subject": second, "object": None, "props": died}])
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        session.run("MATCH (p:Person {id: $id}) SET p.entity = $entity", id=second, entity=first).consume()
    loaded = await read_household(each_store, HOUSEHOLD)
    assert loaded is not None
    by_either = [await read_person(each_store, id) for id in (first, second)]
    for person in (loaded.person(), *(found.person() for found in by_either if found)):
        assert person.id == first
        assert [fact.subject for fact in person.of("death")] == [first]
        assert len(person.of("membership")) == 2
    assert None not in by_either


async def test_the_coverage_of_every_record_is_read(store: Store) -> None:
    """Of what rosters list always, of what other shapes deliver when it is asked for."""
    await fill(store, 1)
    common = {"division": "370112", "run": "r1", "learned_at": 1}
    rosters = {f"{record.NAME}.roster" for record in holdings(Subject.PERSON) if issubclass(record, Dated)}
    registers = {f"{record.NAME}.register" for record in holdings(Subject.PERSON)}
    for place, stream in enumerate(sorted(rosters | registers)):
        name, _, shape = stream.partition(".")
        fact = {"id": f"e{place:031x}", "key_id": "k", "scope": f"{stream}|370112", "stream": stream, **common}
        fact |= {"months": "2026-01/2026-02" if shape == "roster" else None}
        await store.write(
            f"write/{name}_create_person", rows=[{"subject": f"p{0:031x}", "object": None, "props": fact}]
        )
        answer = {"id": f"{stream}|370112|2026-01", "stream": stream, "month": "2026-01", "changed": True, **common}
        await store.write("runs/coverage", rows=[answer])
    covered = {}
    for dated in (False, True):
        parts = Parts(dated=dated).parameters()
        (row,) = await store.read("chain/person", id=f"p{0:031x}", divisions=[""], **parts)
        covered[dated] = {line[0] for line in (*row["coverage"], *row["dated_coverage"])}
    assert covered == {False: rosters, True: rosters | registers}
