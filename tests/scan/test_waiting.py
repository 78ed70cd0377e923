"""What was held back is counted under each stream that has not answered, and told in both languages."""

from __future__ import annotations

from hub.detect.finding import HeldBack, HeldReason, Missing
from hub.scan.waiting import WaitingFor, not_plugged_in, waiting_messages


def held(rule: str, *missing: Missing) -> HeldBack:
    return HeldBack(rule, 1, "person", "p1", ("2026-06",), missing)


def late(stream: str | None, topic: str, division: str | None, *months: str) -> Missing:
    return Missing(HeldReason.UNCOVERED, topic, stream, division, months)


def test_counts_a_finding_once_under_each_stream_that_it_waits_for() -> None:
    waiting = WaitingFor()
    waiting.count(
        held(
            "O03",
            late("m.list", "benefit:a", "370102", "2026-05", "2026-06"),
            late("m.list", "benefit:b", "370103", "2026-07"),
            late("n.list", "benefit:a", "370102", "2026-06"),
        )
    )
    waiting.count(held("O04", late("m.list", "benefit:b", "370102", "2026-04")))
    lines = waiting.to_json()
    assert [(line["stream"], line["held_back"], line["rules"]) for line in lines] == [
        ("m.list", 2, {"O03": 1, "O04": 1}),
        ("n.list", 1, {"O03": 1}),
    ]
    assert (lines[0]["divisions"], lines[0]["first"], lines[0]["last"]) == (2, "2026-04", "2026-07")


def test_what_nobody_answers_is_counted_by_topic() -> None:
    waiting = WaitingFor()
    waiting.count(held("O31", late(None, "payment:job_post", "370102", "2026-06")))
    (line,) = waiting.to_json()
    assert (line["stream"], line["topic"]) == (None, "payment:job_post")
    (text,) = waiting_messages([line])
    assert text.zh == "没有接入任何应答 payment:job_post 的数据源（1 个区划，2026-06 – 2026-06）：暂缓 1 条（O31 1）"


def test_parts_of_a_scan_add_up() -> None:
    whole, part = WaitingFor(), WaitingFor()
    whole.count(held("O03", late("m.list", "benefit:a", "370102", "2026-06")))
    part.count(held("O03", late("m.list", "benefit:a", "370103", "2026-05")))
    whole.add(part)
    (line,) = whole.to_json()
    assert (line["held_back"], line["divisions"], line["first"], line["last"]) == (2, 2, "2026-05", "2026-06")


def test_topics_that_no_source_answers_are_said_once() -> None:
    asked = {"cover": frozenset({"O07"}), "benefit:a": frozenset({"O03", "O04"})}
    assert not_plugged_in(asked, [frozenset({"cover", "benefit:a"})]) == []
    (text,) = not_plugged_in(asked, [frozenset({"cover"})])
    assert "benefit:a" in text.zh
    assert "O03、O04" in text.zh
    assert "O07" not in text.zh
