from __future__ import annotations

import pytest

from hub.chain.model import Chain, Covered, Event, FactEvent, FindingEvent, Member, Phase, Provenance
from hub.cli.chart import timeline_of
from hub.cli.timeline import Mark
from schema.values.month import month_index, month_text

HOUSEHOLD, PERSON = "h1", "p1"


MONTHS = tuple(month_text(month) for month in range(month_index("2025-01"), month_index("2026-08")))


def source(department: str, stream: str = "source.stream") -> Provenance:
    return Provenance("f1", stream, department, "370102", "r1", 0)


def chain(*events: Event, covered: tuple[str, ...] = MONTHS) -> Chain:
    member = Member(PERSON, "王建国", "1948-03-15", "male", "02", (("2026-01", None),))
    return Chain(
        HOUSEHOLD,
        "assistance",
        "3701020001",
        ("370102",),
        (member,),
        events,
        "2026-07",
        (Covered("source.stream", "370102", covered),),
    )


def award(phase: Phase, on: str, first: str, last: str | None) -> FactEvent:
    return FactEvent(
        "award",
        f"a-{phase.value}-{on}",
        on,
        False,
        phase,
        "household",
        HOUSEHOLD,
        source("民政"),
        first,
        last,
        record="benefit",
        values={"item": "dibao_cash", "amount": None},
    )


def payment(month: str, amount: int = 0) -> FactEvent:
    return FactEvent(
        "payment",
        f"y-{month}",
        f"{month}-01",
        False,
        Phase.ONCE,
        "household",
        HOUSEHOLD,
        source("财政"),
        record="payment",
        values={"item": "dibao_cash", "month": month, "amount": amount},
    )


def marks(timeline_lane: int, track: int, *events: Event) -> dict[str, Mark]:
    timeline = timeline_of(chain(*events), months=6)
    found = timeline.lanes[timeline_lane].tracks[track].marks
    return {f"{month // 12}-{month % 12 + 1:02d}": mark for month, mark in sorted(found.items())}


def test_award_and_payment_of_one_item_share_a_line_that_names_both_departments() -> None:
    timeline = timeline_of(chain(award(Phase.BEGINS, "2026-04-01", "2026-04", None), payment("2026-05")), months=6)
    ((track,),) = (lane.tracks for lane in timeline.lanes)
    assert (track.label, track.department) == ("最低生活保障金", "民政 财政")
    assert track.marks == {
        month_index("2026-04"): Mark.LISTED,
        month_index("2026-05"): Mark.PAID,
        month_index("2026-06"): Mark.LISTED,
        month_index("2026-07"): Mark.LISTED,
    }


def test_a_spell_ends_with_its_last_month_whether_or_not_its_end_is_told_too() -> None:
    begins = award(Phase.BEGINS, "2026-03-01", "2026-03", "2026-04")
    ends = award(Phase.ENDS, "2026-05-01", "2026-03", "2026-04")
    assert marks(0, 0, begins, ends) == {"2026-03": Mark.LISTED, "2026-04": Mark.LISTED}


def test_what_lies_before_the_window_is_not_drawn() -> None:
    assert list(marks(0, 0, award(Phase.BEGINS, "2024-01-01", "2024-01", "2026-02"))) == ["2026-02"]


def test_a_finding_stands_in_its_months_last_in_the_lane_of_its_subject() -> None:
    finding = FindingEvent(
        "finding", "n1", "2026-05-01", False, Phase.ONCE, "person", PERSON, None, rule="D16", type="duplicate",
        finding="n1", months=("2026-05", "2026-06"),
    )  # fmt: skip
    death = FactEvent("death", "d1", "2026-04-11", True, Phase.ONCE, "person", PERSON, source("公安"), record="death")
    member = FactEvent(
        "membership", "m1", "2026-02-01", False, Phase.BEGINS, "person", PERSON, source("民政"), "2026-02", None,
        record="membership",
    )  # fmt: skip
    timeline = timeline_of(chain(finding, death, member), months=6)
    (lane,) = timeline.lanes
    assert lane.title == "王建国 户主 78岁"
    assert [track.label for track in lane.tracks] == ["在户", "死亡", "▲ D16 重复"]
    assert list(lane.tracks[2].marks) == [month_index("2026-05"), month_index("2026-06")]
    assert lane.tracks[1].marks == {month_index("2026-04"): Mark.EVENT}


def test_a_means_check_stands_on_its_day_with_the_authorisation_it_rests_on() -> None:
    of_check = {"authorised_on": "2026-04-25", "own_income": 30000}
    for values, label in ((of_check, "经济状况核对（2026-04-25 授权）"), ({}, "经济状况核对")):
        event = FactEvent(
            "means_check", "m", "2026-05-16", True, Phase.ONCE, "person", PERSON, source("民政"),
            record="means_check", values=values,
        )  # fmt: skip
        ((track,),) = (lane.tracks for lane in timeline_of(chain(event), months=6).lanes if lane.tracks)
        assert (track.label, track.marks, track.amounts) == (label, {month_index("2026-05"): Mark.EVENT}, {})


def test_an_unknown_code_is_drawn_by_its_code() -> None:
    event = FactEvent(
        "determination", "c1", "2026-06-01", False, Phase.BEGINS, "household", HOUSEHOLD, source("民政"), "2026-06",
        None, record="category", values={"category": "later"},
    )  # fmt: skip
    (lane,) = timeline_of(chain(event), months=6).lanes
    assert lane.tracks[0].label == "later"


def test_a_month_that_its_stream_has_not_answered_is_unknown_and_no_other() -> None:
    begins = award(Phase.BEGINS, "2026-03-01", "2026-03", "2026-04")
    told = chain(begins, covered=("2026-03", "2026-04", "2026-05", "2026-06"))
    (track,) = timeline_of(told, months=6).lanes[0].tracks
    assert {month_text(month): mark for month, mark in sorted(track.marks.items())} == {
        "2026-02": Mark.UNKNOWN,
        "2026-03": Mark.LISTED,
        "2026-04": Mark.LISTED,
        "2026-07": Mark.UNKNOWN,
    }


def test_amounts_are_shown_by_month_and_a_findings_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIDCHAIN_LANG", "zh")
    paid = payment("2026-05", 90_000)
    finding = FindingEvent(
        "finding", "n1", "2026-05-01", False, Phase.ONCE, "household", HOUSEHOLD, None, rule="D16", type="duplicate",
        finding="n1", months=("2026-05", "2026-06"), amount=60_000, sentence_zh="未停发。", sentence_en="Goes on.",
    )  # fmt: skip
    timeline = timeline_of(chain(paid, finding), months=6)
    money, lead = timeline.lanes[0].tracks
    assert (money.amount, dict(money.amounts)) == ("900.00", {month_index("2026-05"): 90_000})
    assert (lead.amount, dict(lead.amounts)) == ("600.00", {})
    assert timeline.notes == ("▲ D16 未停发。",)
