"""刚性支出困难家庭: the households of hardship through unavoidable spending, month by month."""

from __future__ import annotations

from hub.population.assistance import head_of
from hub.population.book import Book
from hub.population.labels import REASONS, RELATIONS, month_digits
from hub.population.people import Home
from hub.population.timeline import Timeline

STREAM = "minzheng_gangxing.families"


def list_hardship(home: Home, book: Book, timeline: Timeline) -> None:
    spell = home.hardship
    if spell is None:
        return
    for month in range(max(home.spell.first, timeline.first, spell.first), min(timeline.last, spell.last) + 1):
        members = tuple(person for person in home.members if person.alive(month))
        if not members or month not in home.spell:
            continue
        head = head_of(members, month)
        relations = ["本人" if p is head else RELATIONS.get(p.relation, "其他亲属") for p in members]
        book.lists.setdefault((STREAM, month), []).append(
            (
                head.name, head.written, len(members), REASONS[home.house % len(REASONS)],
                "城镇" if home.urban else "农村", head.phone, home.address, home.village.township, home.village.name,
                month_digits(spell.first), "、".join(p.name for p in members), "、".join(p.written for p in members),
                "、".join(relations), "",
            )
        )  # fmt: skip
