"""Every command speaks Chinese to people, and the same JSON to scripts in either language."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("command", "texts"),
    [
        (["runs"], ["历次读取", "批次", "开始时间", "读入", "拒收", "写入", "状态", "已写入", "合计"]),
        (["rejections"], ["拒收的行"]),
        (["sources", "list"], ["接入方式", "联系人", "数据流", "能回答", "名册", "数据库"]),
        (["sources", "status"], ["时效与覆盖", "县区月数", "最近一次", "已写入"]),
        (["sources", "held"], ["没有等待人工处理的交付"]),
        (["scan"], ["扫描，截至 2026-07-31", "暂不下结论", "死亡次月起未停发", "户，", "没有数据"]),
        (["findings", "--rule", "D16"], ["线索", "程度", "涉及金额（元）", "查看该户救助链"]),
        (["findings", "--rule", "D16", "--state", "cleared"], ["没有线索"]),
        (["store", "status"], ["正在运行", "引擎", "结构版本"]),
        (["store", "migrate"], ["已是最新"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_people_read_chinese(filled: Any, command: list[str], texts: list[str]) -> None:
    told = filled.aidchain("--lang", "zh", *command)
    assert told.status in (0, 1), told.err
    missing = [text for text in texts if text not in told.out]
    assert missing == []


def test_lookup_and_chain_are_in_chinese(filled: Any) -> None:
    number = filled.planted("D16")["subject"]["key"]
    told = filled.aidchain("--lang", "zh", "lookup", stdin=f"{number}\n").out
    assert [text for text in ("内容", "得知时间", "人员", "死亡", "姓名=") if text not in told] == []
    nobody = filled.aidchain("--lang", "zh", "lookup", stdin="11010519491231002X\n")
    assert (nobody.status, nobody.err) == (2, "中枢里查不到这个身份证号对应的人或家庭\n")
    refused = filled.aidchain("--lang", "zh", "chain", "--household", "h00")
    assert refused.status == 2
    assert "没有" in refused.err


@pytest.mark.parametrize("command", [["sources", "list"], ["findings", "--rule", "D16"], ["rejections"], ["runs"]])
def test_scripts_read_the_same_in_either_language(filled: Any, command: list[str]) -> None:
    chinese = filled.aidchain("--lang", "zh", *command, "--json")
    english = filled.aidchain("--lang", "en", *command, "--json")
    assert chinese.lines == english.lines
