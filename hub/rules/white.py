"""How a line of the white list limits a rule, in words."""

from __future__ import annotations

from hub.rules import names
from hub.rules.conditions import line
from hub.rules.line import joined
from schema.message import Message
from schema.policy.policy import Policy
from schema.policy.rule import WhiteLine


def limit(white: WhiteLine, policy: Policy) -> Message:
    if white.items:
        items = joined(map(names.item, white.items))
        return Message(f"不适用于{items.zh}", f"leaves out {items}")
    if white.together:
        items = joined(map(names.item, white.together))
        return Message(f"可以同时享受：{items.zh}", f"lawful together: {items}")
    if white.when is not None:
        rows_zh = " ".join(text for _, text in line(white.when, policy).rows("zh"))
        rows_en = " ".join(text for _, text in line(white.when, policy).rows("en"))
        return Message(f"以下情形的月份不算：{rows_zh}", f"months are lawful in which: {rows_en}")
    if white.seam is not None:
        return Message(f"重叠不超过 {white.seam} 个月不算", f"overlaps of no more than {white.seam} months are lawful")
    return Message("由规则本身保证", f"ensured by the rule itself: {white.built_in}")
