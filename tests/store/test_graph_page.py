"""docs/graph.md describes the graph as it is, and its questions give right answers on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Session

import hub
from hub.store import Store
from schema.graph import NODE, labels
from schema.records import RECORDS

PAGE = (Path(hub.__file__).parents[1] / "docs" / "graph.md").read_text("utf-8")
QUESTIONS = re.findall(r"```cypher\n(.*?)```", PAGE, re.DOTALL)
PEOPLE = [f"p{n:031x}" for n in range(2)]
ANSWERS: list[list[dict[str, Any]]] = [
    [{"listed": "Household", "number": 1}, {"listed": "Person", "number": 2}],
    [{"payments": 2, "yuan": 1800.0}],
    [{"person": PEOPLE[0], "item": "dibao_cash", "month": "2026-06"}],
    [{"rule": "D14", "state": "new", "findings": 1, "yuan": 300.0}],
    [{"person": person, "relation": "02"} for person in PEOPLE],
    [
        {
            "stream": "minzheng_dibao.people",
            "division": "370102",
            "first": "2025-12",
            "last": "2026-07",
            "months": 5,
        }
    ],
    [{"award": "fbenefit0", "before": 900.0, "after": 950.0, "why": "source"}],
    [{"fact": label, "stream": "minzheng_dibao.people", "division": "370102"} for label in ("Benefit", "Membership")],
    [{"stream": "minzheng_dibao.people", "reason": "invalid_national_id", "rows": 1}],
    [{"source": "minzheng_dibao", "department": "民政", "state": "applied", "runs": 1}],
]


@pytest.fixture
def session(each_store: Store, each_server: Any) -> Iterator[Session]:
    """As an analyst's client: the engine itself."""
    with each_server.driver() as driver, driver.session(database=each_server.database) as opened:
        yield opened


@pytest.mark.anyio
async def test_the_questions_of_the_page_are_answered(
    each_store: Store, session: Session, province: list[tuple[str, dict[str, Any]]]
) -> None:
    await each_store.write_all(province)
    assert [session.run(question).data() for question in QUESTIONS] == ANSWERS


def test_every_fact_is_drawn_with_its_properties() -> None:
    rows = {
        label: (drawn.replace("\\|", "|"), set(re.findall(r"`(\w+)`", own)))
        for label, drawn, own in re.findall(r"^\| `(\w+)` \| `(.*?)` \| (.*) \|$", PAGE, re.MULTILINE)
    }
    for record in RECORDS.values():
        drawn, own = rows[record.LABEL]
        assert f"[:{record.VERB}]->" in drawn
        assert all(NODE[subject] in drawn for subject in record.SUBJECTS)
        assert record.OBJECT is None or f"[:{record.OBJECT.verb}]->(:{NODE[record.OBJECT.kind]})" in drawn
        assert own == {
            *(set(record.model_fields) - record.SEALED),
            *(f"{field}_enc" for field in record.SEALED),
            *(f"{field}_key" for field in record.KEYED),
        }


def test_every_label_is_described() -> None:
    assert {label for label in labels() if f"`{label}`" not in PAGE} == set()
