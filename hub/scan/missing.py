"""What an unknown finding is missing, in words: which data a department must deliver or correct."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub.detect.finding import HeldReason
from schema.message import Message


def missing_message(missing: Mapping[str, Any]) -> Message:
    """A sentence for one entry of a finding's ``missing``."""
    months = missing["months"]
    span = "" if not months else months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
    where = " ".join(part for part in (missing["division"], span) if part)
    stream, topic = missing["stream"], missing["topic"]
    match missing["reason"]:
        case HeldReason.UNCOVERED if stream is None:
            return Message(f"没有接入应答 {topic} 的数据源（{where}）", f"no source that answers {topic} ({where})")
        case HeldReason.UNCOVERED:
            return Message(f"待 {stream} 报送（{where}）", f"{stream} has to deliver ({where})")
        case HeldReason.DOUBT:
            return Message(
                f"{stream} 有拒收或待定的行可能涉及本人，改正后重新报送（{where}）",
                f"a rejected or pending row of {stream} may be about the person: deliver it again ({where})",
            )
        case HeldReason.DEATH_DISPUTED:
            return Message(
                f"登记死亡后仍有活动记录，请核实（{where}）", f"signs of life after the death: verify ({where})"
            )
        case HeldReason.PARAMETER:
            return Message(f"本地区没有参数 {topic}，请补充", f"the region has no parameter {topic} on file: add it")
    return Message(
        f"{topic} 在月内变动或缺值（{where}）", f"{topic} changed within the month or has no value ({where})"
    )
