from __future__ import annotations

from hub.detect.coverage import Coverage, StreamInfo

A, B, ELSEWHERE = "370102", "370112", "110101"


def coverage(months: dict[tuple[str, str], int]) -> Coverage:
    streams = {
        "one.list": StreamInfo("one.list", "民政", frozenset({"benefit:x"}), (A,)),
        "two.list": StreamInfo("two.list", "民政", frozenset({"benefit:x"}), ("37",)),
        "pay.list": StreamInfo("pay.list", "财政", frozenset({"payment:dibao_cash"}), ("37",)),
    }
    return Coverage(streams, months, {})


def test_every_stream_that_serves_the_division_must_have_answered() -> None:
    covered = coverage({("one.list", A): 0b1110, ("two.list", A): 0b0111})
    assert covered.answered("benefit:x", {A: 0b1111}, {}) == 0b0110


def test_a_stream_of_one_county_does_not_make_another_unknown() -> None:
    covered = coverage({("two.list", B): 0b1111})
    assert covered.answering("benefit:x", B) == ("two.list",)
    assert covered.answered("benefit:x", {B: 0b1111}, {}) == 0b1111


def test_each_month_asks_the_divisions_of_that_month() -> None:
    covered = coverage({("one.list", A): 0b0011, ("two.list", A): 0b0011, ("two.list", B): 0b1100})
    assert covered.answered("benefit:x", {A: 0b0011, B: 0b1100}, {}) == 0b1111
    assert covered.answered("benefit:x", {A: 0b0111, B: 0b1100}, {}) == 0b1011


def test_a_division_that_nobody_serves_answers_nothing_and_spoils_nothing() -> None:
    covered = coverage({("one.list", A): 0b11, ("two.list", A): 0b11})
    assert covered.answered("benefit:x", {ELSEWHERE: 0b11}, {}) == 0
    assert covered.answered("benefit:x", {A: 0b01, ELSEWHERE: 0b11}, {}) == 0b01
    assert covered.answered("benefit:x", {}, {}) == 0


def test_what_is_answered_for_a_division_is_answered_for_its_parts_and_not_the_other_way_round() -> None:
    covered = coverage({("one.list", A): 0b1, ("two.list", "370100"): 0b1, ("pay.list", "370102001"): 0b1})
    assert covered.answered("benefit:x", {"370102001": 0b1}, {}) == 0b1
    assert covered.answered("benefit:x", {B: 0b1}, {}) == 0b1
    assert covered.answered("benefit:x", {"370200": 0b1}, {}) == 0
    assert covered.answered("payment", {A: 0b1}, {}) == 0


def test_a_doubt_opens_its_months() -> None:
    covered = coverage({("one.list", A): 0b11, ("two.list", A): 0b11})
    assert covered.answered("benefit:x", {A: 0b11}, {"one.list": 0b10, "pay.list": 0b01}) == 0b01


def test_items_are_answered_one_by_one_and_never_as_a_family() -> None:
    covered = coverage({("pay.list", A): 0b1})
    assert covered.answered("payment:dibao_cash", {A: 0b1}, {}) == 0b1
    assert covered.answered("payment:job_post", {A: 0b1}, {}) == 0
    assert covered.answered("payment", {A: 0b1}, {}) == 0
