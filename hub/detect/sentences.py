"""Fills a rule's sentence: months as runs, amounts in yuan, items and places by their titles; never a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hub.detect.finding import Sentence
from schema.catalogue import divisions
from schema.catalogue.catalogue import catalogue
from schema.policy.model import Bilingual
from schema.values.money import yuan
from schema.values.month import month_index, month_text

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

DEATHS_ASSUMED = Bilingual(zh="死亡信息尚未覆盖的月份按在世处理", en="alive is assumed where deaths were not delivered")


def sentence(template: Bilingual, zh: Mapping[str, str], en: Mapping[str, str], notes: Iterable[Bilingual]) -> Sentence:
    """Both languages; notes follow before the full stop."""
    said = list(dict.fromkeys(notes))
    return Sentence(
        _end(_fill(template.zh, zh), "。", "；", [note.zh for note in said]),
        _end(_fill(template.en, en), ".", "; ", [note.en for note in said]),
    )


def values(
    months: Sequence[str],
    amount: int | None,
    items: Sequence[str],
    places: Sequence[str],
    period: str,
    standard: int | None,
) -> tuple[dict[str, str], dict[str, str]]:
    """The values of the placeholders, in Chinese and in English; an empty text omits its bracket."""
    known = catalogue().items
    both = {"first": months[0] if months else "", "period": period}
    names = [divisions.name_of(place) or place for place in places]
    zh = both | {
        "months": _runs(months, "至", "、"),
        "amount": "" if not amount else f"{yuan(amount)}元",
        "standard": "" if standard is None else f"{yuan(standard)}元",
        "items": "、".join(known[item].zh for item in items),
        "places": "、".join(names),
    }
    en = both | {
        "months": _runs(months, " to ", ", "),
        "amount": "" if not amount else f"{yuan(amount)} yuan",
        "standard": "" if standard is None else f"{yuan(standard)} yuan",
        "items": " and ".join(known[item].en for item in items),
        "places": " and ".join(names),
    }
    return zh, en


def _fill(template: str, known: Mapping[str, str]) -> str:
    def optional(match: re.Match[str]) -> str:
        inner = match[1]
        return inner if all(known.get(name) for name in _PLACEHOLDER.findall(inner)) else ""

    return _PLACEHOLDER.sub(lambda match: known.get(match[1], ""), _OPTIONAL.sub(optional, template))


def _end(text: str, stop: str, joint: str, notes: Sequence[str]) -> str:
    return joint.join((text.removesuffix(stop), *notes)) + stop


def _runs(months: Sequence[str], to: str, joint: str) -> str:
    found: list[list[int]] = []
    for index in map(month_index, months):
        if found and index == found[-1][1] + 1:
            found[-1][1] = index
        else:
            found.append([index, index])
    return joint.join(
        month_text(first) if first == last else f"{month_text(first)}{to}{month_text(last)}" for first, last in found
    )
