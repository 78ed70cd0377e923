"""One fingerprint for one content: independent of order, engine, learning times and how months are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hub.store import Store, open_store
from hub.store.fingerprint import Content, fingerprint
from schema.records import RECORDS

pytestmark = pytest.mark.anyio

Province = list[tuple[str, dict[str, Any]]]
COVERED = [{"stream": "a.b", "division": "370102", "month": f"2026-{month:02d}"} for month in range(1, 7)]


def fact(**more: Any) -> dict[str, Any]:
    return {"id": "f1", "digest": "d1", "stream": "a.b", "division": "370102", "months": "2026-01/", **more}


def content(*facts: dict[str, Any], covered: list[dict[str, str]] = COVERED, retired: bool = False) -> str:
    added = Content()
    for line in covered:
        added.coverage(line)
    for row in facts:
        added.fact("benefit", row, retired=retired)
    return str(added.result()["by_type"]["benefit"]["fingerprint"])


def test_the_order_of_facts_does_not_count() -> None:
    one, other = fact(), fact(id="f2")
    assert content(one, other) == content(other, one)


def test_an_open_run_is_what_its_stream_has_covered() -> None:
    assert content(fact(months="2026-01/")) == content(fact(months="2026-01/2026-06"))
    assert content(fact(months="2026-01/2026-03 2026-05/")) == content(fact(months="2026-01/2026-03 2026-05/2026-09"))
    assert content(fact(months="2026-01/")) != content(fact(months="2026-01/2026-05"))
    assert content(fact(), covered=COVERED[:5]) == content(fact(months="2026-01/2026-05"))


@pytest.mark.parametrize("change", [{"id": "f9"}, {"digest": "d9"}, {"months": "2026-02/"}, {"months": None}])
def test_id_digest_and_months_count(change: dict[str, Any]) -> None:
    assert content(fact()) != content(fact(**change))


def test_whether_a_fact_is_retired_counts_but_not_when_it_was_learned() -> None:
    assert content(fact()) != content(fact(), retired=True)
    assert content(fact()) == content(fact(learned_at=5, run="r9", key_enc="v1:x"))


def test_the_same_fact_twice_is_not_no_fact() -> None:
    assert content(fact(), fact()) != content(fact())


def test_a_superseded_version_counts_with_its_content_and_change_but_not_its_times() -> None:
    row = {"type": "benefit", "fact": "f1", "digest": "d0", "stream": "a.b", "division": "370102", "change": "source"}

    def of(**more: Any) -> str:
        added = Content()
        added.superseded(row | more)
        return str(added.result()["fingerprint"])

    assert of() == of(learned_at=5, retired_at=6, id="s9")
    assert len({of(), of(fact="f2"), of(digest="d2"), of(type="payment"), of(change="repair")}) == 5


async def test_an_empty_store_has_a_fingerprint_of_nothing(store: Store) -> None:
    assert await fingerprint(store) == {"fingerprint": "0" * 64, "facts": 0, "by_type": {}}


async def test_counts_facts_versions_and_coverage_by_type(store: Store, province: Province) -> None:
    await store.write_all(province)
    found = await fingerprint(store)
    counts = {type: told["count"] for type, told in found["by_type"].items()}
    # the small province has each record twice, and what a household also holds a third time
    assert counts == dict.fromkeys(RECORDS, 2) | {
        "benefit": 3, "category": 3, "coverage": 5, "decision": 1, "household": 1, "payment": 3, "superseded": 1,
    }  # fmt: skip
    assert found["facts"] == 2 * len(RECORDS) + 2
    assert sum(int(told["fingerprint"], 16) for told in found["by_type"].values()) % 2**256 == int(
        found["fingerprint"], 16
    )


@pytest.mark.neo4j
async def test_is_equal_on_both_engines_in_any_order_of_writing(
    embedded: Any, neo4j_lts: Any, province: Province, tmp_path: Path
) -> None:
    found = []
    creates = [number for number, (name, _) in enumerate(province) if "_create_" in name]
    turned = list(province)
    for number, source in zip(creates, reversed(creates), strict=True):
        turned[number] = province[source]
    for number, (server, statements) in enumerate([(embedded, province), (neo4j_lts, turned)]):
        server.empty()
        async with open_store(server.settings(tmp_path / str(number))) as store:
            await store.write_all(statements)
            found.append(await fingerprint(store))
    assert found[0] == found[1]
