"""A card's connection with the variables of the environment filled in; the hub's own secrets are never among them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectors.card import SourceCard
from schema.errors import CardError
from schema.message import Message

HUBS_OWN = frozenset(
    f"AIDCHAIN_{name}"
    for name in ("STORE", "STORE_USER", "STORE_PASSWORD", "STORE_DATABASE", "STORE_TIMEOUT", "STORE_PATIENCE")
) | {
    "AIDCHAIN_KEYS",
    "AIDCHAIN_KEYS_FILE",
    "AIDCHAIN_HEAP_MB",
    "AIDCHAIN_SPARK_MASTER",
    "AIDCHAIN_SETTLE",
    "AIDCHAIN_DOCUMENTS",
    "AIDCHAIN_DOCUMENTS_ONLY",
    "AIDCHAIN_CORS",
    "AIDCHAIN_COMPARE_DAYS",
}
"""The hub's own settings, secrets among them: no card may send them to where its deliveries come from."""
_OPENING = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<default>:-)?")


def expanded(card: SourceCard, text: str, env: Mapping[str, str]) -> str:
    """``${NAME}`` and ``${NAME:-default}`` filled in; a default may hold further variables, read only when needed.

    Raises CardError for a variable that is not set, and for a brace that is not closed.
    """
    opening = _OPENING.search(text)
    if opening is None:
        return text
    end = _closing(text, opening.end())
    if end is None:
        raise CardError(
            card.origin,
            None,
            Message("connection 里的 ${…} 没有闭合", "a ${…} in the connection is not closed"),
            Message("${NAME} 或 ${NAME:-默认值}", "${NAME} or ${NAME:-default}"),
        )
    if opening["name"] in HUBS_OWN:
        raise CardError(
            card.origin,
            None,
            Message(f"数据源卡片不能使用 {opening['name']}：它属于系统自身", f"{opening['name']} is the hub's own"),
            Message(
                "数据源自己的变量名，如 AIDCHAIN_GONGAN_URL", "a variable of the source's own: AIDCHAIN_GONGAN_URL"
            ),
        )
    found = env.get(opening["name"])
    if not found:
        if opening["default"] is None:
            name = opening["name"]
            raise CardError(
                card.origin,
                None,
                Message(f"环境变量 {name} 未设置", f"the environment has no {name}"),
                Message("设置该变量，或写成 ${NAME:-默认值}", "that variable, or ${NAME:-default}"),
            )
        found = expanded(card, text[opening.end() : end], env)
    return text[: opening.start()] + found + expanded(card, text[end + 1 :], env)


def _closing(text: str, start: int) -> int | None:
    """The position where the brace opened at ``start`` is closed."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return None
