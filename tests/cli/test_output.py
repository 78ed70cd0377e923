from __future__ import annotations

import orjson
import pytest

from hub.cli.output import Output, shown_yuan, yuan


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "0.00"), (5, "0.05"), (12300, "123.00"), (-1, "-0.01"), (-12345, "-123.45"), (None, None)],
)
def test_yuan_keeps_every_fen(fen: int | None, text: str | None) -> None:
    assert yuan(fen) == text


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
