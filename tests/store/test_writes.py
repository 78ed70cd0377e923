"""The generated statements do to a fact what their names say, for every record and on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from hub.store import Store
from hub.sync.current_facts import stored_in_scopes, subjects_in_scopes, with_ends
from schema.records import RECORDS

pytestmark = pytest.mark.anyio

PERSON, OTHER, HOUSEHOLD, SECOND = "p1", "p2", "h1", "h2"
OBJECT = {"membership": (HOUSEHOLD, SECOND), "guardianship": (OTHER, PERSON), "parentage": (OTHER, PERSON)}


def ends(server: Any, name: str) -> list[str]:
    """The ids that fact f1 hangs on, as the graph has them."""
    text = f"MATCH (:{RECORDS[name].LABEL} {{id: 'f1'}})-[r]-(s) RETURN s.id AS id"
    with server.driver() as driver, driver.session(database=server.database) as session:
        return sorted(record["id"] for record in session.run(text))


@pytest.mark.parametrize("name", list(RECORDS))
async def test_a_fact_is_created_superseded_updated_moved_and_retired(
    each_store: Store, each_server: Any, name: str
) -> None:
    record = RECORDS[name]
    kind = record.SUBJECTS[0].value
    subject, moved = (PERSON, OTHER) if kind == "person" else (HOUSEHOLD, SECOND)
    object, replaced = OBJECT.get(name, (None, None))
    await each_store.write("write/person", rows=[{"id": id, "birth": None, "sex": None} for id in (PERSON, OTHER)])
    await each_store.write("write/household", rows=[{"id": id, "form": "hukou"} for id in (HOUSEHOLD, SECOND)])
    common = {"id": "f1", "stream": "a.b", "scope": "a.b|370102", "division": "370102", "key_id": "k1"}
    old = {**common, "digest": "d1", "months": "2026-01/", "learned_at": 1, "subject": subject, "grade": "A"}
    new = {**common, "digest": "d2", "months": "2026-01/", "learned_at": 5, "subject": moved}
    if object is not None:
        old, new = {**old, "object": object}, {**new, "object": replaced}
    await each_store.write(f"write/{name}_create_{kind}", rows=[{"subject": subject, "object": object, "props": old}])
    far = [] if object is None else [object]
    assert ends(each_server, name) == sorted([subject, *far])
    version = {"id": "s1", "fact": "f1", "type": name, "retired_at": 5, "cause": "source"}
    await each_store.write_all(
        [
            (f"write/{name}_supersede", {"rows": [version]}),
            (f"write/{name}_update", {"rows": [{"id": "f1", "props": new}]}),
            (f"write/{name}_relink", {"rows": [{"id": "f1", "props": new}]}),
            (f"write/{name}_months", {"rows": [{"id": "f1", "months": "2026-01/2026-03"}]}),
        ]
    )
    (kept,) = await each_store.read(f"backup/{name}")
    assert kept["props"] == {**new, "months": "2026-01/2026-03"}
    (superseded,) = await each_store.read("backup/superseded")
    kept_of_it = {"id": "s1", "fact": "f1", "type": name, "retired_at": 5, "change": "source"}
    assert superseded["props"] == {**old, **kept_of_it}
    far = [] if replaced is None else [replaced]
    assert ends(each_server, name) == sorted([moved, *far, "s1"])
    compared = await stored_in_scopes(each_store, name, ["a.b|370102"])
    assert (compared["f1"].digest, compared["f1"].scope, compared["f1"].retired_at) == ("d2", "a.b|370102", None)
    told = [ends async for _, ends, _ in with_ends(each_store, name, [(compared["f1"], None)])]
    assert [(one.subject, one.object) for one in told] == [(moved, replaced)]
    assert await subjects_in_scopes(each_store, name, ["a.b|370102"]) == {moved, replaced} - {None}
    await each_store.write(f"write/{name}_retire", rows=[{"id": "f1", "retired_at": 9}])
    assert (await stored_in_scopes(each_store, name, ["a.b|370102"]))["f1"].retired_at == 9


@pytest.mark.parametrize("name", ["category", "benefit", "payment"])
async def test_a_household_has_facts_of_its_own_and_one_moves_to_a_person(
    each_store: Store, each_server: Any, name: str
) -> None:
    await each_store.write("write/person", rows=[{"id": PERSON, "birth": None, "sex": None}])
    await each_store.write("write/household", rows=[{"id": HOUSEHOLD, "form": "hukou"}])
    row: dict[str, Any] = {"subject": HOUSEHOLD, "object": None, "props": {"id": "f1", "subject": HOUSEHOLD}}
    await each_store.write(f"write/{name}_create_household", rows=[row])
    assert ends(each_server, name) == [HOUSEHOLD]
    await each_store.write(f"write/{name}_relink", rows=[{"id": "f1", "props": {"subject": PERSON}}])
    assert ends(each_server, name) == [PERSON]
