"""Whether two names under one identity number may be one person's: only names that cannot be one are a disagreement.

A masked or shortened name, a married name, a nickname and a name in another script contradict nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from schema.values.name import fold

_WILD = re.compile(r"[*＊×✕某○〇□?？_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_FAMILIAR = re.compile(r"^[小老大阿二三幺]")
"""小芳, 老王, 阿珍: how people are called."""
_MARRIED = "氏"


@lru_cache(maxsize=65536)
def may_be_one(left: str, right: str) -> bool:
    """Equal beyond variants of characters, or one is a part, a mask or a usual form of the other."""
    one, other = fold(left), fold(right)
    if one == other or not one or not other:
        return True
    if bool(_HAN.search(one)) != bool(_HAN.search(other)):
        return True
    return _contains(one, other) or _masked(one, other) or _called(one, other) or _given(one, other)


def _contains(one: str, other: str) -> bool:
    """买买提 of 买买提吐尔逊, 方安生 of 陈方安生."""
    return one in other or other in one


def _masked(one: str, other: str) -> bool:
    """张* and 张某某 of 张三; the visible characters are in the same order."""
    if not (_WILD.search(one) or _WILD.search(other)):
        return False
    left, right = (".*".join(re.escape(part) for part in _WILD.split(name)) for name in (one, other))
    plain, hidden = _WILD.sub("", one), _WILD.sub("", other)
    return bool(re.fullmatch(left, hidden) or re.fullmatch(right, plain))


def _called(one: str, other: str) -> bool:
    """小芳, 老王 or 芳芳 of 王芳, 李王氏 of 王秀英."""
    for short, long in ((one, other), (other, one)):
        if short.endswith(_MARRIED) and long[:1] in short[:-1]:
            return True
        rest = _FAMILIAR.sub("", short)
        if len(short) <= 3 and len(set(rest)) == 1 and rest[0] in long:
            return True
    return False


def _given(one: str, other: str) -> bool:
    """秀英 with another surname: a name after marriage, or a stepfather's."""
    return len(one) >= 3 and len(other) >= 3 and one[-2:] == other[-2:]
