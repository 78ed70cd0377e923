"""Tables of HTML named ``.xls``: rows under their header, or why the file is no whole delivery."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.kinds.files_card import FilesStream
from connectors.kinds.readers import reader_of
from connectors.registry import load_cards
from connectors.tally import Tally
from schema.errors import DeliveryError

HEADER = (
    "<tr><th rowspan=2>序号</th><th colspan=2>死者</th><th rowspan=2>报告地区编码</th><th colspan=3>报告卡</th></tr>"
)
LOWER = "<tr><th>死者姓名</th><th>身份证号码</th><th>报告卡ID</th><th>死亡时间</th><th>卡片状态</th></tr>"
ROW = "<tr><td>1<td>张守田<td>370102194806110015<td>370102<td>A1<td>2026-07-03<td>审核&nbsp;通过</tr>"
MERGED = "<tr><td>2<td colspan=2>见附件<td>370102<td>A2<td>2026-07-03<td>审核通过</tr>"


@pytest.fixture(scope="module")
def stream() -> FilesStream:
    (card,) = (card for card in load_cards() if card.source == "weijian_reports")
    (one,) = card.streams
    assert isinstance(one, FilesStream)
    return one.model_copy(update={"header_rows": 2})


def read(path: Path, content: str | bytes, stream: FilesStream) -> list[tuple[int, dict[str, str | None], object]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("gb18030"))
    tally = Tally()
    rows = list(reader_of(path, path.name)(path, stream, path.name, tally))
    assert tally.rows + tally.left_out == tally.lines
    return [(row.number, row.cells, row.fault and row.fault.reason) for row in rows]


def test_rows_below_two_header_rows_and_a_merged_cell_that_rejects_its_own(tmp_path: Path, stream: FilesStream) -> None:
    text = f"<html><style>td{{x:y}}</style><TABLE>{HEADER}{LOWER}{ROW}<tr></tr>{MERGED}</TABLE></html>"
    first, second = read(tmp_path / "a.xls", text, stream)
    assert first == (
        3,
        {
            "序号": "1", "死者姓名": "张守田", "身份证号码": "370102194806110015", "报告地区编码": "370102",
            "报告卡ID": "A1", "死亡时间": "2026-07-03", "卡片状态": "审核\xa0通过",
        },
        None,
    )  # fmt: skip
    assert (second[0], second[1]["报告卡ID"], second[2]) == (5, "A2", "merged_cell")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"<table>{HEADER}{LOWER}{ROW}", "the file is cut in its last line"),
        (f"<table>{HEADER}{LOWER}{ROW}</table><table>{ROW}</table>", "it is no HTML table"),
        (f"<table>{HEADER}{LOWER}<tr><td><table>{ROW}</table></table>", "it is no HTML table"),
        ("a,b\n1,2\n", "it is no HTML table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is protected by a password or an old Office file"),
        ("<table><tr><td>1</table>", "no header row"),
        (f"<table>{HEADER}{LOWER}{ROW}</table>".encode("gb18030")[:-30] + b"\xff\xff</table>", "wrong encoding"),
    ],
)
def test_what_is_no_whole_table_is_refused(
    tmp_path: Path, stream: FilesStream, content: str | bytes, reason: str
) -> None:
    with pytest.raises(DeliveryError) as caught:
        read(tmp_path / "a.xls", content, stream)
    assert caught.value.reason.startswith(reason)
