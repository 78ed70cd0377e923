from __future__ import annotations

import orjson
import pytest
from rich.cells import cell_len

from hub.cli.output import Output, as_said, make_table, shown_yuan


def test_people_read_thousands() -> None:
    assert shown_yuan(123456789) == "1,234,567.89"
    assert shown_yuan(None) == "—"


def test_json_output_holds_nothing_but_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output(json=True)
    out.show("a table")
    out.emit({"title": "低保", "n": 1})
    with out.steps() as steps, steps.step("long", 10) as advance:
        advance(5, None)
    out.emit({"n": 2})
    captured = capsys.readouterr()
    assert [orjson.loads(line) for line in captured.out.splitlines()] == [{"title": "低保", "n": 1}, {"n": 2}]
    assert captured.err == ""


def test_people_get_no_json(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output()
    out.emit({"n": 1})
    out.show("a table")
    assert capsys.readouterr().out == "a table\n"


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_figure_is_cut_and_no_line_too_long_however_narrow_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    counts = [f"count {number}" for number in range(8)]
    table = make_table("runs", "source", "部门", *counts, "why", right=tuple(counts))
    sentence = "登记死亡的次月起最低生活保障金未停发或家庭未重新核算，应停发并追回，涉及700.00元。"
    table.add_row("caizheng_yikatong", "财政", *["[red]105,424"] * 8, sentence)
    Output().show_table(table, "nothing")
    told = capsys.readouterr().out
    assert max(cell_len(line) for line in told.splitlines()) <= width
    assert told.count("105,424") == 8
    assert told.count("caizheng_yikatong") == 1
    assert sentence in "".join(line.removeprefix("  why").strip() for line in told.splitlines())
    assert ("─" in told) == (width == 200)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("列[/red]", "列[/red]"),
        ("[bold]x", "[bold]x"),
        ("\x1b]0;title\x07name", "\ufffd]0;title\ufffdname"),
        ("a\u202eb", "a\ufffdb"),
        ("a\u3000b\nc", "a b c"),
        (None, ""),
    ],
)
def test_what_came_from_outside_is_shown_as_it_is_and_commands_nothing(
    text: str | None, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table = make_table("", "file")
    table.add_row(as_said(text))
    out = Output()
    out.show(f"[red]held[/] {as_said(text)}")
    out.show_table(table, "nothing")
    told = capsys.readouterr().out
    assert told.splitlines()[0] == f"held {shown}"
    assert told.count(shown) >= 2
