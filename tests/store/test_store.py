"""The room's promises, on every engine: reads do not write, a transaction is whole or not there, conflicts pass."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from neo4j.exceptions import IncompleteCommit

import cypher
from hub.store import Store, Transaction
from schema.errors import CommitUnknownError, RequestTooLargeError, WriteRefusedError

pytestmark = pytest.mark.anyio


def people(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [{"id": f"p{n:031x}", "birth": "1948-01-01", "sex": "1"} for n in range(start, start + count)]


async def ids(store: Store) -> set[str]:
    return {row["props"]["id"] for row in await store.read("backup/nodes_person")}


@pytest.mark.parametrize("name", [name for name in cypher.names() if cypher.load(name).writes][::17])
async def test_a_writing_statement_is_refused_as_a_read(store: Store, name: str) -> None:
    with pytest.raises(WriteRefusedError):
        await store.read(name, rows=people(1))
    with pytest.raises(WriteRefusedError):
        await anext(store.stream(name, rows=people(1)))
    assert await ids(store) == set()


async def test_declarations_run_only_by_themselves(each_store: Store) -> None:
    with pytest.raises(WriteRefusedError):
        await each_store.write("constraints/person_id")
    with pytest.raises(WriteRefusedError):
        await each_store.declare("write/person")
    await each_store.declare("constraints/person_id")


async def test_what_is_written_is_read_and_written_again_is_the_same(each_store: Store) -> None:
    for _ in range(2):
        await each_store.write("write/person", rows=people(3))
    rows = await each_store.read("backup/nodes_person")
    assert sorted(row["props"]["id"] for row in rows) == [f"p{n:031x}" for n in range(3)]
    assert rows[0]["props"] == {**people(3)[int(rows[0]["props"]["id"][1:], 16)], "entity": rows[0]["props"]["id"]}


async def test_an_absent_value_leaves_no_property(each_store: Store) -> None:
    await each_store.write("write/person", rows=[{"id": "p1", "birth": None, "sex": None}])
    assert await each_store.read("backup/nodes_person") == [{"props": {"id": "p1", "entity": "p1"}}]


async def test_more_rows_than_a_request_holds_are_one_commit(each_store: Store) -> None:
    await each_store.write("write/person", rows=people(5_001))
    assert len(await ids(each_store)) == 5_001


async def failing(store: Store) -> None:
    async with store.transaction() as transaction:
        await transaction.run("write/person", rows=people(2))
        await transaction.run("write/household", rows=[{"id": "h1", "form": "hukou"}])
        raise RuntimeError


async def test_a_transaction_that_fails_leaves_nothing(each_store: Store) -> None:
    with pytest.raises(RuntimeError):
        await failing(each_store)
    assert await ids(each_store) == set()


async def test_a_transaction_sees_its_own_writes_and_commits_them_together(each_store: Store) -> None:
    async with each_store.transaction() as transaction:
        await transaction.run("write/person", rows=people(2))
        assert len(await transaction.run("backup/nodes_person")) == 2
        assert await ids(each_store) == set()
    assert len(await ids(each_store)) == 2


async def test_streams_every_row_and_may_be_left_early(each_store: Store) -> None:
    await each_store.write("write/person", rows=people(4_500))
    seen = [row["props"]["id"] async for row in each_store.stream("backup/nodes_person")]
    assert len(set(seen)) == len(seen) == 4_500
    stream = each_store.stream("backup/nodes_person")
    first = await anext(stream)
    await stream.aclose()
    assert first["props"]["entity"] == first["props"]["id"]
    assert len(await ids(each_store)) == 4_500


async def test_a_long_list_of_a_read_is_refused(store: Store) -> None:
    with pytest.raises(RequestTooLargeError):
        await store.read("read/benefit_by_ids", ids=["x"] * 5_001)


async def test_two_writers_of_the_same_keys_both_succeed(each_store: Store) -> None:
    await asyncio.gather(*(each_store.write("write/person", rows=people(40)) for _ in range(6)))
    assert len(await ids(each_store)) == 40


async def test_a_row_with_a_huge_cell_is_kept_whole(each_store: Store) -> None:
    rows = [{"id": "e1", "values": {"raw_enc": "x" * 50_000_000}}, {"id": "e2", "values": {"raw_enc": "y"}}]
    await each_store.write("runs/rejections", rows=rows)
    kept = {
        row["props"]["id"]: len(row["props"]["raw_enc"]) async for row in each_store.stream("backup/nodes_rejection")
    }
    assert kept == {"e1": 50_000_000, "e2": 1}


@pytest.fixture
def broken_commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Commits that break once: ``lost`` before the server has them, ``arrived`` after it has."""
    plan: list[str] = []
    begin = Store._begin

    class Broken:
        def __init__(self, store: Store) -> None:
            self.inner = begin(store)

        async def __aenter__(self) -> Transaction:
            return await self.inner.__aenter__()

        async def __aexit__(self, *error: Any) -> None:
            kind = plan.pop(0) if plan and error[0] is None else ""
            if kind == "lost":
                lost = IncompleteCommit("the connection broke")
                await self.inner.__aexit__(IncompleteCommit, lost, None)
                raise lost
            await self.inner.__aexit__(*error)
            if kind == "arrived":
                raise IncompleteCommit("the connection broke")

    monkeypatch.setattr(Store, "_begin", lambda store: Broken(store))
    return plan


async def arrived(store: Store) -> bool:
    return len(await ids(store)) > 0


async def test_an_unknown_commit_without_a_marker_is_the_callers_to_look_into(
    store: Store, broken_commits: list[str]
) -> None:
    broken_commits[:] = ["arrived"]
    with pytest.raises(CommitUnknownError):
        await store.write("write/person", rows=people(2))
    broken_commits[:] = ["arrived"]
    with pytest.raises(CommitUnknownError):
        async with store.transaction() as transaction:
            await transaction.run("write/person", rows=people(2, 10))
    assert len(await ids(store)) == 4


@pytest.mark.parametrize("kind", ["lost", "arrived"])
async def test_a_marker_tells_whether_a_broken_commit_arrived(
    store: Store, broken_commits: list[str], kind: str
) -> None:
    broken_commits[:] = [kind]
    # a statement that would double its node if it were run twice
    create = ("restore/nodes_person", {"rows": [{"props": {"id": "p1", "entity": "p1"}}]})
    await store.write_all([create], marker=arrived)
    assert [row["props"]["id"] for row in await store.read("backup/nodes_person")] == ["p1"]
