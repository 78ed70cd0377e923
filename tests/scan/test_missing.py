"""What an unknown finding waits for is told in words, with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from hub.scan.missing import missing_message


def missing(reason: str, stream: str | None = None, topic: str = "benefit:disab_living") -> dict[str, Any]:
    return {
        "reason": reason,
        "topic": topic,
        "stream": stream,
        "division": "370102",
        "months": ["2026-06", "2026-07"],
    }


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (missing("uncovered", "s.a"), "待 s.a 报送（370102 2026-06 – 2026-07）", "s.a has to deliver"),
        (missing("uncovered"), "没有接入应答 benefit:disab_living 的数据源", "no source that answers"),
        (missing("doubt", "s.a"), "改正后重新报送", "deliver it again"),
        (missing("death_disputed", topic="death"), "请核实", "verify"),
        (missing("parameter", topic="child_standard"), "本地区没有参数 child_standard", "no parameter child_standard"),
        (missing("partial"), "在月内变动或缺值", "changed within the month"),
    ],
)
def test_every_reason_has_a_sentence(one: dict[str, Any], zh: str, en: str) -> None:
    message = missing_message(one)
    assert zh in message.zh
    assert en in message
