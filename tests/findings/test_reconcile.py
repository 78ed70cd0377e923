"""Stored findings against found ones: identities stay, states follow, nothing is written twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.detect.coverage import StreamInfo
from hub.detect.finding import Cite, Finding, FindingType, Part, Period, Sentence, finding_id
from hub.findings.decisions import Outcome, decide
from hub.findings.order import bounds, page_name
from hub.findings.query import Filter, read_findings, read_totals
from hub.findings.reconcile import Changes, Ledger
from hub.store import Store
from schema.policy.policy import Policy, load_policy

pytestmark = pytest.mark.anyio

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
STREAMS = {
    "minzheng_dibao.people": StreamInfo("minzheng_dibao.people", "民政", frozenset(), ("37",)),
    "canlian_certificates.certificates": StreamInfo("canlian_certificates.certificates", "残联", frozenset(), ("37",)),
}
P1, P2, F1 = "p" + "1" * 31, "p" + "2" * 31, "f" + "1" * 31

ALL: dict[str, Any] = {
    "divisions": ["37"], "limit": 9, "from_month": "", "to_month": "",
    "amount_from": 0, "amount_to": 0, "any_amount": True, "homes": False, "cites": False, "history": False,
    **{name: [] for name in ("rules", "severities", "states", "departments")},
    **{f"all_{name}": True for name in ("rules", "severities", "states", "departments", "months")},
}  # fmt: skip
"""A filter that narrows nothing."""


def finding(rule: str = "O03", subject: str = P1, **changed: Any) -> Finding:
    cite = Cite(F1, "membership", "minzheng_dibao.people", "370102", ("2026-06",), "r1", 1_780_000_000_000)
    made = Finding(
        id=finding_id(rule, subject),
        rule=rule,
        version=1,
        type=FindingType.OMISSION,
        effect="grant",
        severity="high",
        subject_type="person",
        subject=subject,
        household=None,
        discriminator="",
        months=("2026-06",),
        period=None,
        amount=18300,
        parts=(Part("disab_living", "2026-06", 18300),),
        cites=(cite,),
        absences=(),
        basis="国发〔2015〕52号",
        sentence=Sentence("应补", "is due"),
        items=("disab_living",),
        divisions=("370102",),
        streams=("minzheng_dibao.people",),
        about=(subject,),
    )
    return replace(made, **changed)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture
def keep(store: Store, policy: Policy) -> Callable[..., Any]:
    """Runs a ledger over what a scan found, and returns what it wrote."""

    async def run(
        *found: Finding, as_of: date = JULY, now: int = 1, dated: Mapping[str, Mapping[str, date]] = {}
    ) -> Changes:
        rules = [rule.model_copy(update=dict(dated.get(rule.id, {}))) for _, rule in policy.rules]
        ledger = Ledger(store, STREAMS, rules, as_of, now)
        await ledger.load()
        for one in found:
            await ledger.see(one)
        await ledger.close()
        return ledger.changes

    return run


@pytest.fixture
def graph(store: Store) -> Callable[[], Any]:
    """Two people, and one membership that a finding may cite."""

    async def make() -> None:
        rows = [{"id": id, "birth": None, "sex": None} for id in (P1, P2)]
        await store.write("write/person", rows=rows)
        await store.write("write/household", rows=[{"id": "h1", "form": "assistance"}])
        props = {"id": F1, "key": "3701020001", "stream": "minzheng_dibao.people"}
        member = {"subject": P1, "object": "h1", "props": props}
        await store.write("write/membership_create_person", rows=[member])

    return make


async def concluded(store: Store) -> None:
    await decide(store, lambda *text: "sealed", finding().id, Outcome.CONFIRMED, by="li", reason="x", at=1)


async def stored(store: Store) -> list[tuple[str, str, str, int]]:
    rows = await store.read("findings/stored")
    return sorted((row["rule"], row["state"], row["as_of"], row["first_seen"]) for row in rows)


async def test_a_finding_is_new_once_and_then_unchanged(store: Store, keep: Any) -> None:
    assert await keep(finding(), now=1) == Changes(new=1)
    assert await keep(finding(), now=2) == Changes(unchanged=1)
    assert await stored(store) == [("O03", "new", "2026-07-31", 1)]


async def test_seen_again_at_another_day_it_is_open(store: Store, keep: Any) -> None:
    await keep(finding(), now=1)
    assert await keep(finding(), as_of=AUGUST, now=2) == Changes(seen=1)
    assert await stored(store) == [("O03", "open", "2026-08-31", 1)]


async def test_other_months_are_written_and_the_identity_stays(store: Store, keep: Any) -> None:
    await keep(finding(), now=1)
    assert await keep(finding(months=("2026-06", "2026-07")), now=2) == Changes(changed=1)
    assert await stored(store) == [("O03", "open", "2026-07-31", 1)]


async def test_what_is_not_true_any_more_is_cleared_and_opens_again(store: Store, keep: Any) -> None:
    await keep(finding(), finding("O04"), now=1)
    assert await keep(finding("O04"), now=2) == Changes(unchanged=1, cleared=1)
    assert await stored(store) == [("O03", "cleared", "2026-07-31", 1), ("O04", "new", "2026-07-31", 1)]
    assert await keep(finding("O04"), now=3) == Changes(unchanged=1)
    assert await keep(finding(), finding("O04"), now=4) == Changes(changed=1, unchanged=1)
    assert await stored(store) == [("O03", "open", "2026-07-31", 1), ("O04", "new", "2026-07-31", 1)]


async def test_findings_are_found_by_what_they_say_now(store: Store, keep: Any) -> None:
    await keep(finding(), now=1)
    await keep(finding(), as_of=AUGUST, now=2)
    await keep(finding(amount=5, severity="low"), as_of=AUGUST, now=3)
    id = finding().id
    (row,) = await store.read("backup/nodes_finding")
    assert {name: value for name, value in row["props"].items() if name.startswith("by_")} == {
        "by_amount": f"omission|{5:015d}|{id}",
        "by_severity": f"omission|{1:015d}|{id}",
        "by_first_seen": f"omission|{1:015d}|{id}",
        "by_last_seen": f"omission|{3:015d}|{id}",
    }


async def test_a_changed_finding_is_listed_in_the_areas_that_it_cites_now(store: Store, keep: Any) -> None:
    async def listed(area: str) -> list[str]:
        low, high = bounds("omission", None, True, area)
        rows = await store.read(page_name("amount", True, area), **{"from": low, "to": high}, **ALL)
        return [row["key"] for row in rows]

    await keep(finding(divisions=("370102", "370112")), now=1)
    assert [await listed(area) for area in ("3701", "370102", "370112")] == [
        [f"{area}|omission|{18300:015d}|{finding().id}"] for area in ("3701", "370102", "370112")
    ]
    await keep(finding(divisions=("370112",), amount=5), now=2)
    assert await listed("370102") == []
    assert [await listed(area) for area in ("3701", "370112")] == [
        [f"{area}|omission|{5:015d}|{finding().id}"] for area in ("3701", "370112")
    ]


async def test_what_slid_out_of_the_look_back_has_lapsed(store: Store, keep: Any) -> None:
    await keep(finding(months=("2025-08",)), finding("D02", months=("2025-08",), type=FindingType.DUPLICATE))
    assert await keep(as_of=AUGUST) == Changes(cleared=1, lapsed=1)
    assert await stored(store) == [("D02", "cleared", "2026-08-31", 1), ("O03", "lapsed", "2026-08-31", 1)]


async def test_the_months_before_a_rules_end_stay_and_later_ones_are_not_judged(store: Store, keep: Any) -> None:
    ended = {"O03": {"until": date(2026, 7, 1)}}
    july = finding("O03", P2, months=("2026-07",))
    await keep(finding(), july, now=1)
    assert await keep(finding(), now=2, dated=ended) == Changes(unchanged=1, lapsed=1)
    assert await stored(store) == [("O03", "lapsed", "2026-07-31", 1), ("O03", "new", "2026-07-31", 1)]
    assert await keep(finding(), as_of=AUGUST, now=3, dated=ended) == Changes(seen=1)
    assert await keep(as_of=AUGUST, now=4, dated=ended) == Changes(cleared=1)
    assert await keep(finding(), july, as_of=AUGUST, now=5) == Changes(changed=2)
    assert {state for _, state, _, _ in await stored(store)} == {"open"}


async def test_months_before_a_rule_began_are_not_judged(store: Store, keep: Any) -> None:
    await keep(finding())
    assert await keep(now=2, dated={"O03": {"from_": date(2026, 7, 1)}}) == Changes(lapsed=1)


async def test_a_finding_of_a_rule_that_is_no_more_has_lapsed(store: Store, keep: Any) -> None:
    await keep(finding("O99"), finding())
    assert await keep(finding(), now=2) == Changes(unchanged=1, lapsed=1)


async def test_a_conclusion_owns_its_months_and_other_months_open_again(store: Store, keep: Any) -> None:
    await keep(finding(), now=1)
    await concluded(store)
    assert await keep(finding(), now=2) == Changes(unchanged=1)
    assert await keep(now=3) == Changes()
    assert await keep(finding(amount=1), now=4) == Changes(changed=1)
    assert (await stored(store))[0][1] == "concluded"
    assert await keep(finding(months=("2026-06", "2026-07")), now=5) == Changes(changed=1)
    assert await stored(store) == [("O03", "open", "2026-07-31", 1)]


async def test_when_only_concluded_months_are_left_the_conclusion_stands_again(store: Store, keep: Any) -> None:
    await keep(finding(), now=1)
    await concluded(store)
    await keep(finding(months=("2026-06", "2026-07")), now=2)
    assert await keep(finding(), now=3) == Changes(changed=1)
    assert await stored(store) == [("O03", "concluded", "2026-07-31", 1)]


async def test_what_only_the_current_year_is_asked_of_has_lapsed_with_the_year(store: Store, keep: Any) -> None:
    period = Period("year", "2026")
    await keep(finding("O07", discriminator="2026", period=period, months=("2026-02",)), as_of=date(2026, 12, 31))
    assert await keep(as_of=date(2027, 1, 31)) == Changes(lapsed=1)


async def test_a_changed_finding_cites_only_what_it_rests_on_now(store: Store, keep: Any, graph: Any) -> None:
    await graph()
    await keep(finding())
    (found,) = [one async for one in read_findings(store, Filter())]
    assert (found["about"], found["cites"][0]["key"]) == ([P1], "3701020001")
    await keep(finding(cites=(), about=(P2,)))
    (row,) = await store.read("findings/list", **Filter().parameters(), order="rule", skip=0, limit=9)
    assert (row["about"], row["keys"], row["finding"]["cites"]) == ([P2], [], "[]")


async def test_a_finding_is_told_in_the_shape_that_stays(store: Store, keep: Any) -> None:
    await keep(finding(period=Period("month", "2026-06")))
    (found,) = [one async for one in read_findings(store, Filter())]
    assert found == {
        "id": finding().id,
        "rule": "O03",
        "version": 1,
        "type": "omission",
        "effect": "grant",
        "severity": "high",
        "subject": {"type": "person", "id": P1},
        "household": None,
        "months": ["2026-06"],
        "period": {"type": "month", "label": "2026-06"},
        "amount": "183.00",
        "cites": [
            {
                "source": "minzheng_dibao",
                "stream": "minzheng_dibao.people",
                "key": None,
                "fact": F1,
                "type": "membership",
                "division": "370102",
                "months": ["2026-06"],
                "run": "r1",
                "learned_at": "2026-05-28T20:26:40.000Z",
            }
        ],
        "absences": [],
        "basis": "国发〔2015〕52号",
        "sentence": {"zh": "应补", "en": "is due"},
        "state": "new",
        "as_of": "2026-07-31",
        "about": [P1],
        "items": ["disab_living"],
        "divisions": ["370102"],
        "departments": ["民政"],
        "places": ["济南市历下区"],
        "household_number": None,
        "name": None,
        "identity_in_doubt": False,
        "missing": [],
    }


@pytest.mark.parametrize(
    ("wanted", "rules"),
    [
        (Filter(), ["D02", "O03", "W02"]),
        (Filter(rules=("O03", "D02")), ["D02", "O03"]),
        (Filter(types=("omission",)), ["O03", "W02"]),
        (Filter(severities=("low",)), ["W02"]),
        (Filter(department="残联"), ["D02"]),
        (Filter(division="3701"), ["D02", "O03", "W02"]),
        (Filter(division="370112"), ["D02"]),
        (Filter(first="2026-07"), ["D02"]),
        (Filter(last="2026-06"), ["O03", "W02"]),
        (Filter(least=20000), ["D02"]),
        (Filter(most=0), ["W02"]),
        (Filter(states=("cleared",)), []),
        (Filter(subjects=(P2,)), ["W02"]),
    ],
)
async def test_filters(store: Store, keep: Any, wanted: Filter, rules: list[str]) -> None:
    await keep(*three())
    assert [found["rule"] async for found in read_findings(store, wanted)] == rules


def three() -> list[Finding]:
    both = ("canlian_certificates.certificates", "minzheng_dibao.people")
    parts = (Part("disab_living", "2026-07", 18300), Part("disab_nursing", "2026-07", 17000))
    return [
        finding(),
        finding(
            "D02",
            months=("2026-07",),
            type=FindingType.DUPLICATE,
            streams=both,
            divisions=("370102", "370112"),
            amount=35300,
            parts=parts,
        ),
        finding("W02", P2, severity="low", amount=None, parts=()),
    ]


async def test_orders(store: Store, keep: Any) -> None:
    await keep(*three())
    by_amount = [found["rule"] async for found in read_findings(store, Filter(), order="amount")]
    by_month = [found["rule"] async for found in read_findings(store, Filter(), order="month")]
    assert by_amount == by_month == ["D02", "O03", "W02"]
    severe = [found["severity"] async for found in read_findings(store, Filter(), order="severity")]
    assert severe == ["high", "high", "low"]
    page = [found["rule"] async for found in read_findings(store, Filter(), skip=1, limit=1)]
    assert page == ["O03"]


async def test_totals_count_each_payment_month_of_a_subject_once(store: Store, keep: Any) -> None:
    also = finding("D03", parts=(Part("disab_living", "2026-07", 18300),), months=("2026-07",), amount=18300)
    await keep(*three(), also)
    totals = await read_totals(store, Filter())
    assert (totals.all.findings, totals.all.amount) == (4, 18300 + 35300)
    assert {rule: total.amount for rule, total in totals.by_rule.items()} == {
        "D02": 35300,
        "D03": 18300,
        "O03": 18300,
        "W02": 0,
    }
    assert totals.by_department["残联"].findings == 1
    assert (totals.by_division["370112"].findings, totals.by_division["370102"].findings) == (1, 4)
