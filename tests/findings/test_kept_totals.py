"""Kept totals are what counting the stored findings gives: after each batch, each kind of scan, and a kill."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.detect.coverage import StreamInfo
from hub.detect.finding import Finding, FindingType, Part, Sentence, finding_id
from hub.findings import reconcile
from hub.findings.kept_totals import NONE, WHOLE, Figures, KeptTotals, kept_list, read_kept
from hub.findings.reconcile import Ledger
from hub.store import Store
from schema.policy.policy import load_policy

pytestmark = pytest.mark.anyio

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
STREAMS = {name: StreamInfo(name, by, frozenset(), ("37",)) for name, by in (("a", "民政"), ("b", "残联"))}
RULES = [rule for _, rule in load_policy().rules]
PEOPLE = [f"p{number:031x}" for number in range(6)]


def finding(rule: str, subject: str = PEOPLE[0], **changed: Any) -> Finding:
    made = Finding(
        id=finding_id(rule, subject),
        rule=rule,
        version=1,
        type=FindingType.OMISSION if rule.startswith("O") else FindingType.DUPLICATE,
        effect="review",
        severity="high",
        subject_type="person",
        subject=subject,
        household=None,
        discriminator="",
        months=("2026-06",),
        period=None,
        amount=18300,
        parts=(Part("disab_living", "2026-06", 18300),),
        cites=(),
        absences=(),
        basis="",
        sentence=Sentence("", ""),
        items=(),
        divisions=("370102",),
        streams=("a",),
        about=(),
    )
    return replace(made, **changed)


async def scanned(
    store: Store, found: Sequence[Finding], *, of: Sequence[str] | None = None, as_of: date = JULY
) -> None:
    """As a full scan, or one of some subjects."""
    ledger = Ledger(store, STREAMS, RULES, as_of, 1)
    if of is None:
        await ledger.load()
    else:
        await ledger.load_of(of)
    for one in found:
        await ledger.see(one)
    await ledger.close()


async def kept(store: Store) -> dict[str, Any]:
    rows = await store.read("findings/totals")
    return {row["id"]: row for row in rows if row["findings"]}


async def counted(store: Store) -> dict[str, Any]:
    """What a count of the stored findings gives."""
    totals = KeptTotals(store)
    rows = await store.read("findings/totals")
    await store.write("findings_write/totals", rows=[{"id": row["id"], "findings": 0, "amount": 0, "rules": "{}",
                                                      "departments": "{}"} for row in rows])  # fmt: skip
    await totals.load(anew=True)
    found = {row["id"]: {key: row[key] for key in ("id", "findings", "amount", "rules", "departments")}
             for row in totals.take_rows() if row["findings"]}  # fmt: skip
    await store.write("findings_write/totals", rows=[{**row, "place": row["id"].rpartition("|")[2]} for row in rows])
    return found


async def test_a_payment_s_month_counts_once_across_rules_but_in_each_of_them(store: Store) -> None:
    july = (Part("disab_living", "2026-06", 18300), Part("disab_living", "2026-07", 18300))
    await scanned(store, [finding("D02"), finding("D03", parts=july, amount=36600, divisions=("370102", "370202"))])
    total = await read_kept(store, "live", "duplicate", "37", counties=True)
    assert total is not None
    assert {place: parts[WHOLE] for place, parts in total.items()} == {
        "37": Figures(2, 36600),
        "370102": Figures(2, 36600),
        "370202": Figures(1, 36600),
    }
    assert total["37"]["rules", "D02"] == Figures(1, 18300)
    assert total["37"]["departments", "民政"] == Figures(2, 36600)
    own = await read_kept(store, "all", "duplicate", "3702", counties=False)
    assert own is not None
    assert {place: parts[WHOLE] for place, parts in own.items()} == {"3702": Figures(1, 36600)}


async def test_where_nothing_is_kept_it_is_said_and_where_nothing_is_found_it_is_nothing(store: Store) -> None:
    assert await read_kept(store, "all", "duplicate", "37", counties=True) is None
    await scanned(store, [finding("O03")])
    assert await read_kept(store, "all", "duplicate", "37", counties=True) == {}


async def test_what_is_cleared_leaves_the_live_ones_and_stays_in_all(store: Store) -> None:
    await scanned(store, [finding("O03"), finding("O04")])
    await scanned(store, [finding("O04")])
    found = await kept(store)
    assert {id: row["findings"] for id, row in found.items() if id.endswith("|37")} == {
        "all|omission|37": 2,
        "live|omission|37": 1,
    }
    await scanned(store, [])
    assert (await kept(store)).keys() == {"all|omission|37", "all|omission|3701", "all|omission|370102"}


@pytest.mark.parametrize("seed", range(3))
async def test_scans_of_all_sorts_keep_what_counting_gives(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile, "BATCH", 3)
    chance = random.Random(seed)

    def some(subjects: Sequence[str]) -> list[Finding]:
        found = []
        for subject in subjects:
            for rule in ("D02", "D03", "O03"):
                if chance.random() < 0.6:
                    parts = tuple(
                        Part("disab_living", month, chance.choice([100, 18300]))
                        for month in ("2026-05", "2026-06", "2026-07")
                        if chance.random() < 0.6
                    )
                    divisions = tuple(sorted(chance.sample(["370102", "370112", "370202"], chance.choice([1, 2]))))
                    streams = tuple(chance.sample(["a", "b"], chance.choice([1, 2])))
                    amount = sum(part.amount for part in parts) or chance.choice([None, 7])
                    made = finding(rule, subject, parts=parts, amount=amount, divisions=divisions, streams=streams)
                    found.append(made)
        return found

    await scanned(store, some(PEOPLE))
    for step in range(5):
        of = None if step == 2 else chance.sample(PEOPLE, 3)
        await scanned(store, some(of or PEOPLE), of=of, as_of=JULY if step < 4 else AUGUST)
        found = await kept(store)
        assert len(found) > 8
        assert found == await counted(store)


class KilledError(Exception):
    """The process ends here."""


@pytest.mark.parametrize(("batches", "duplicates"), [(0, 1), (1, 2), (2, 4)])
async def test_a_scan_that_is_killed_leaves_totals_of_what_it_wrote(
    store: Store, batches: int, duplicates: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the last batch arrived or not: its findings and its totals are one commit."""
    monkeypatch.setattr(reconcile, "BATCH", 2)
    await scanned(store, [finding("D02"), finding("O03")])
    write_all, left = Store.write_all, batches

    async def killed(self: Store, *given: Any, **more: Any) -> Any:
        nonlocal left
        if not left:
            raise KilledError
        left -= 1
        return await write_all(self, *given, **more)

    again = [finding(rule, one, amount=5, parts=()) for one in PEOPLE for rule in ("D02", "D03")]
    with monkeypatch.context() as patched:
        patched.setattr(Store, "write_all", killed)
        with pytest.raises(KilledError):
            await scanned(store, again)
    assert (await kept(store))["all|duplicate|37"]["findings"] == duplicates
    assert await kept(store) == await counted(store)
    await scanned(store, [finding("D02")], of=PEOPLE)
    assert await kept(store) == await counted(store)


async def test_a_full_scan_counts_anew_what_another_hand_has_changed(store: Store) -> None:
    await scanned(store, [finding("D02"), finding("O03")])
    row = {"id": "all|duplicate|37", "place": "37", "findings": 9, "amount": 9, "rules": "{}", "departments": "{}"}
    await store.write("findings_write/totals", rows=[row, {**row, "id": "all|warning|37"}])
    await scanned(store, [finding("D02"), finding("O03")])
    assert await kept(store) == await counted(store)


async def test_only_all_states_and_the_live_ones_are_kept() -> None:
    asked: tuple[list[str] | None, ...] = (None, ["open", "new"], ["open"], [])
    assert [kept_list(states) for states in asked] == ["all", "live", None, None]
    assert NONE.plus(Figures(1, 2)).plus(Figures(1, 2), -1) == NONE
