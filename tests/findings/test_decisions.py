"""What a person decided is appended and never rewritten; it settles what was seen, and only that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hub.detect.coverage import StreamInfo
from hub.detect.finding import Absence, Cite, Finding, FindingType, Part, Sentence, finding_id
from hub.findings.decisions import Outcome, decide, latest_decisions
from hub.findings.kept_totals import WHOLE, Figures, read_kept
from hub.findings.reconcile import Changes, Ledger
from hub.keys import load_keys
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from schema.errors import CallerError
from schema.policy.policy import load_policy

pytestmark = pytest.mark.anyio

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
STREAM = "minzheng_dibao.people"
STREAMS = {STREAM: StreamInfo(STREAM, "民政", frozenset(), ("37",))}
RULES = [rule for _, rule in load_policy().rules]
JUNE, CITE = Part("disab_living", "2026-06", 18300), Cite("f1", "benefit", STREAM, "370102", ("2026-06",), "r1", 1)
FOUND = Finding(
    id=finding_id("O03", "p1"),
    rule="O03",
    version=1,
    type=FindingType.OMISSION,
    effect="grant",
    severity="high",
    subject_type="person",
    subject="p1",
    household=None,
    discriminator="",
    months=("2026-06",),
    period=None,
    amount=18300,
    parts=(JUNE,),
    cites=(CITE,),
    absences=(Absence(STREAM, "370102", ("2026-06",), "r1"),),
    basis="",
    sentence=Sentence("应补", "is due"),
    items=("disab_living",),
    divisions=("370102",),
    streams=(STREAM,),
    about=(),
)


async def scanned(store: Store, *found: Finding, as_of: date = JULY, full: bool = True) -> Changes:
    ledger = Ledger(store, STREAMS, RULES, as_of, 1)
    await (ledger.load() if full else ledger.load_of(["p1"]))
    for one in found:
        await ledger.see(one)
    await ledger.close()
    return ledger.changes


@pytest.fixture
def decided(store: Store, settings: Settings) -> Callable[..., Any]:
    """Decides about the finding as a person at their desk does."""
    sealer = Sealer(load_keys(settings))

    async def run(outcome: Outcome, at: int, by: str = "li.wei") -> str:
        return await decide(store, sealer.seal, FOUND.id, outcome, by=by, reason="已电话核实，王某某", at=at)

    return run


async def state(store: Store) -> str:
    (row,) = await store.read("findings/stored")
    return str(row["state"])


@pytest.mark.parametrize("full", [True, False], ids=["full scan", "of what was touched"])
@pytest.mark.parametrize("as_of", [JULY, AUGUST], ids=["same day", "another day"])
@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        (FOUND, "concluded"),
        (replace(FOUND, cites=(replace(CITE, run="r9", learned_at=9),)), "concluded"),
        (replace(FOUND, sentence=Sentence("新的说法", "other words"), version=2, severity="low"), "concluded"),
        (replace(FOUND, cites=()), "concluded"),
        (replace(FOUND, parts=(replace(JUNE, amount=20000),), amount=20000), "open"),
        (replace(FOUND, cites=(CITE, replace(CITE, fact="f2"))), "open"),
        (replace(FOUND, absences=(Absence(STREAM, "370102", ("2026-05",), "r1"),)), "open"),
        (replace(FOUND, months=("2026-06", "2026-07")), "open"),
    ],
    ids=["the same", "delivered again", "said otherwise", "less", "amount", "fact", "absence", "month"],
)
async def test_it_stays_concluded_while_it_names_nothing_that_was_not_seen(
    store: Store, decided: Any, returned: Finding, expected: str, as_of: date, full: bool
) -> None:
    await scanned(store, FOUND)
    await decided(Outcome.CONFIRMED, 5)
    assert await state(store) == "concluded"
    await scanned(store, returned, as_of=as_of, full=full)
    assert await state(store) == expected
    await scanned(store, FOUND, as_of=as_of, full=full)
    assert await state(store) == "concluded"
    assert len(await store.read("findings/decisions")) == 1


async def test_decisions_are_appended_and_the_latest_counts(store: Store, decided: Any) -> None:
    await scanned(store, FOUND)
    first = await decided(Outcome.UNFOUNDED, 5)
    second = await decided(Outcome.REOPENED, 3, by="zhang.min")  # a clock that is behind
    assert await state(store) == "open"
    assert await scanned(store, FOUND) == Changes(unchanged=1)
    assert await state(store) == "open"
    rows = {row["id"]: row for row in await store.read("findings/decisions")}
    assert (rows[first]["outcome"], rows[first]["at"]) == ("unfounded", 5)
    assert (rows[second]["outcome"], rows[second]["at"]) == ("reopened", 6)
    assert (await latest_decisions(store, [FOUND.id]))[FOUND.id].outcome == "reopened"
    third = await decided(Outcome.CONFIRMED, 9)
    assert await state(store) == "concluded"
    assert len({first, second, third}) == 3


async def test_totals_follow_a_decision_in_its_commit(store: Store, decided: Any) -> None:
    await scanned(store, FOUND)
    await decided(Outcome.CONFIRMED, 5)
    live = await read_kept(store, "live", "omission", "370102", counties=False)
    every = await read_kept(store, "all", "omission", "370102", counties=False)
    assert live == {"370102": {}}
    assert every is not None
    assert every["370102"][WHOLE] == Figures(1, 18300)
    await decided(Outcome.REOPENED, 6)
    assert await read_kept(store, "live", "omission", "370102", counties=False) == every


async def test_only_what_is_true_now_is_decided_about(store: Store, decided: Any) -> None:
    with pytest.raises(CallerError, match="that can be decided about now"):
        await decided(Outcome.CONFIRMED, 5)
    await scanned(store, FOUND)
    await scanned(store)
    with pytest.raises(CallerError, match="that can be decided about now"):
        await decided(Outcome.CONFIRMED, 5)
    assert await store.read("findings/decisions") == []


async def test_the_reason_is_sealed(store: Store, settings: Settings, decided: Any) -> None:
    await scanned(store, FOUND)
    id = await decided(Outcome.CONFIRMED, 5)
    (row,) = await store.read("backup/decisions")
    assert row["props"]["by"] == "li.wei"
    assert "王" not in str(row)
    assert (
        Sealer(load_keys(settings)).open(row["props"]["reason_enc"], "decision", "reason", id) == "已电话核实，王某某"
    )


async def test_a_conclusion_of_an_older_store_becomes_a_decision(each_server: Any, tmp_path: Path) -> None:
    settings = each_server.settings(tmp_path)
    async with open_store(settings) as store:
        await scanned(store, FOUND)
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        session.run("MATCH (n:Finding) SET n.state = 'concluded', n.concluded = ['2026-06']").consume()
        session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = 3").consume()
    async with open_store(settings) as store:
        (row,) = await store.read("findings/decisions")
        assert (row["finding"], row["outcome"], row["months"], row["evidence"]) == (
            FOUND.id,
            "confirmed",
            ["2026-06"],
            None,
        )
        (whole,) = await store.read("findings/whole", id=FOUND.id)
        assert "concluded" not in whole["finding"]
        assert await scanned(store, replace(FOUND, parts=(replace(JUNE, amount=1),))) == Changes(changed=1)
        assert await state(store) == "concluded"
        await scanned(store, replace(FOUND, months=("2026-06", "2026-07")))
        assert await state(store) == "open"
