from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from hub.cli.timeline import Lane, Mark, Timeline, Track, draw, draw_svg
from schema.values.month import month_index

FIRST, LAST = month_index("2025-08"), month_index("2026-07")
PAID = month_index("2026-06")
TIMELINE = Timeline(
    title="低保家庭 <X1>",
    first=FIRST,
    last=LAST,
    lanes=(
        Lane("household", (Track("最低生活保障金", "民政 财政", {FIRST: Mark.LISTED, PAID: Mark.PAID}),)),
        Lane("王*国", (Track("死亡", "公安", {PAID: Mark.EVENT}), Track("D16", "", {LAST: Mark.FINDING}))),
    ),
)
LABELS = 2 + 26 + 10


def test_every_month_has_its_place_whatever_the_width_of_the_label() -> None:
    lines = draw(TIMELINE, 132).plain.splitlines()
    benefit = next(line for line in lines if "最低生活保障金" in line)
    death = next(line for line in lines if "死亡" in line)
    assert cell_len(benefit[: benefit.index("●")]) == cell_len(death[: death.index("◆")])


def test_no_line_is_wider_than_asked() -> None:
    for width in (60, 80, 132):
        lines = draw(TIMELINE, width).plain.splitlines()
        assert max(cell_len(line) for line in lines) <= width


def test_the_latest_months_stay_where_there_is_no_room() -> None:
    narrow = draw(TIMELINE, 45).plain
    assert "▲" in narrow
    assert "━" not in narrow.splitlines()[3]


def test_the_year_stands_over_its_january() -> None:
    lines = draw(TIMELINE, 132).plain.splitlines()
    benefit = next(line for line in lines if "最低生活保障金" in line)
    january = cell_len(benefit[: benefit.index("━")]) + 2 * 5
    assert lines[1].index("2026") == january


def test_svg_is_one_file_without_outside_requests() -> None:
    svg = draw_svg(TIMELINE)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own output
    marks = [element for element in root.iter() if element.tag.endswith("rect") and list(element)]
    assert len(marks) == 4
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "低保家庭 <X1>"
    assert re.findall(r"(?:href|url\()", svg) == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", svg) == []


def test_what_is_unknown_is_drawn_otherwise_than_what_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIDCHAIN_LANG", "zh")
    track = Track("低保金", "民政", {FIRST: Mark.LISTED, FIRST + 1: Mark.UNKNOWN}, {FIRST: 90_000})
    timeline = Timeline("户", FIRST, LAST, (Lane("家庭", (track,)),), ("▲ D16 登记死亡后未停发，应停发并追回。" * 6,))
    text = draw(timeline, 132).plain
    line = next(line for line in text.splitlines() if "低保金" in line)
    assert "900.00" in line
    assert (line.count("?"), line.count("·")) == (1, 10)
    assert "未知（尚未报送）" in text
    svg = ElementTree.fromstring(draw_svg(timeline))  # noqa: S314 - our own output
    texts = [element.text or "" for element in svg.iter() if element.tag.endswith("text")]
    assert "".join(texts).count("应停发并追回") == 6
    assert "2025-09 低保金: 未知（尚未报送）" in [
        element.text for element in svg.iter() if element.tag.endswith("title")
    ]
    height = float(svg.attrib["height"])
    assert max(float(element.attrib["y"]) for element in svg.iter() if element.tag.endswith("text")) < height
