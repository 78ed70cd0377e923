"""From a household's chain to a time line: one lane for the household, one for each member, findings last in a lane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hub.chain.events import ORDER
from hub.chain.model import Chain, Event, FactEvent, FindingEvent, Member, Phase
from hub.cli.language import language
from hub.cli.timeline import Lane, Mark, Timeline, Track
from schema.catalogue.catalogue import catalogue
from schema.catalogue.code_table import code_table
from schema.records import event_form
from schema.values.month import month_index

MONTHS = 36
"""How many months are drawn, ending with the last covered one."""

_FORMS = {"assistance": "救助家庭", "hukou": "户籍家庭", "fanpin": "防返贫户", "tenancy": "承租户"}
_TYPES = {"duplicate": "重复", "omission": "遗漏", "warning": "预警"}
_ITEMS = frozenset({"benefit", "payment"})
"""Records of one item share a line, drawn where awards are."""


@dataclass(slots=True)
class _Line:
    order: int
    label: str
    departments: list[str] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    amounts: dict[int, int] = field(default_factory=dict)
    total: int | None = None
    sources: set[tuple[str, str]] = field(default_factory=set)
    """(stream, division) of everything on the line."""


def timeline_of(chain: Chain, months: int = MONTHS) -> Timeline:
    """The last ``months`` months of a chain."""
    last = month_index(chain.covered_until) if chain.covered_until else _latest(chain)
    first = last - months + 1
    lanes: dict[str, dict[tuple[str, ...], _Line]] = {chain.household: {}, **{m.person: {} for m in chain.members}}
    held = {_item(event) for event in chain.events if _is(event, "benefit") and event.subject == chain.household}
    covered = {(one.stream, one.division): set(map(month_index, one.months)) for one in chain.covered}
    for event in chain.events:
        # a payment to a member counts for the household that holds the item's award
        shared = _is(event, "payment") and _item(event) in held
        lane = lanes.setdefault(chain.household if shared else event.subject, {})
        key, label = _track(event)
        line = lane.setdefault(key, _Line(_order(event), label))
        if event.provenance:
            line.sources.add((event.provenance.stream, event.provenance.division))
            if event.provenance.department not in line.departments:
                line.departments.append(event.provenance.department)
        amount = _amount(event)
        if isinstance(event, FindingEvent):
            line.total = amount
        answered = covered.get((event.provenance.stream, event.provenance.division)) if event.provenance else None
        for month, mark in _marks(event, max(answered) if answered else last):
            if first <= month <= last and line.marks.get(month) is not Mark.PAID:
                line.marks[month] = mark
                if amount is not None and line.total is None:
                    line.amounts[month] = amount
    for lines in lanes.values():
        for line in lines.values():
            _mark_unknown(line, covered, range(first, last + 1))
    titles = {chain.household: "家庭 household", **{member.person: _member(member, last) for member in chain.members}}
    return Timeline(
        title=" · ".join(filter(None, (_FORMS.get(chain.form, chain.form), chain.number, " ".join(chain.divisions)))),
        first=first,
        last=last,
        lanes=tuple(
            Lane(titles.get(subject, subject), tuple(_drawn(lines)))
            for subject, lines in lanes.items()
            if any(line.marks for line in lines.values())
        ),
        notes=tuple(
            f"▲ {event.rule} {event.sentence_en if language() == 'en' else event.sentence_zh}"
            for event in chain.events
            if isinstance(event, FindingEvent)
        ),
    )


def _mark_unknown(line: _Line, covered: Mapping[tuple[str, str], set[int]], months: range) -> None:
    """Months that a stream of the line has not answered are unknown, where nothing else is known of them.

    An event of one day (a death, a bill) is drawn in its month only.
    """
    if not line.sources or set(line.marks.values()) <= {Mark.EVENT}:
        return
    for month in months:
        if month not in line.marks and not all(month in covered.get(one, ()) for one in line.sources):
            line.marks[month] = Mark.UNKNOWN


def _is(event: Event, record: str) -> bool:
    return isinstance(event, FactEvent) and event.record == record


def _item(event: Event) -> str | None:
    return event.values["item"] if isinstance(event, FactEvent) and event.record in _ITEMS else None


def _order(event: Event) -> int:
    return ORDER[event_form("benefit").kind if _is(event, "payment") else event.kind]


def _amount(event: Event) -> int | None:
    """Amount in fen of a month, or of a whole finding."""
    if isinstance(event, FindingEvent):
        return event.amount
    amount = event_form(event.record).amount if isinstance(event, FactEvent) else None
    return event.values[amount] if isinstance(event, FactEvent) and amount else None


def _drawn(lines: dict[tuple[str, ...], _Line]) -> Iterator[Track]:
    for line in sorted(lines.values(), key=lambda line: (line.order, line.label)):
        if line.marks:
            yield Track(line.label, " ".join(line.departments), line.marks, line.amounts, line.total)


def _latest(chain: Chain) -> int:
    return max((month_index(event.on) for event in chain.events), default=month_index("2000-01"))


def _marks(event: Event, last: int) -> Iterator[tuple[int, Mark]]:
    """Marks by month; an open span is drawn up to ``last``, its last known month."""
    match event:
        case FactEvent(record="payment"):
            yield month_index(event.values["month"]), Mark.PAID
        case FindingEvent():
            for named in event.months:
                yield month_index(named), Mark.FINDING
        case _ if event.phase is Phase.ENDS:
            return  # shown by the spell that began
        case _ if event.first is None or event.phase is Phase.ONCE:
            yield month_index(event.on), Mark.EVENT
        case _:
            until = last if event.last is None else month_index(event.last)
            for month in range(month_index(event.first), until + 1):
                yield month, Mark.LISTED


def _track(event: Event) -> tuple[tuple[str, ...], str]:
    """Identity of a line, and its sort key."""
    match event:
        case FindingEvent():
            return ("finding", event.finding), f"▲ {event.rule} {_TYPES.get(event.type, event.type)}"
        case FactEvent(record="benefit" | "payment", values={"item": code}):
            item = catalogue().items.get(code)
            return ("item", code), item.zh if item else code
        case FactEvent(record="category", values={"category": code}):
            category = catalogue().categories.get(code)
            return ("category", code), category.zh if category else code
        case FactEvent(record="certificate", values={"disability": code, "grade": grade}):
            known = code_table("disability_category").codes.get(code)
            return ("certificate", code, str(grade)), f"残疾证 {known.zh if known else code} {grade}级"
        case FactEvent(record="means_check", values={"authorised_on": str() as signed}):
            return (event.kind, signed), f"{event_form(event.record).line}（{signed} 授权）"
        case FactEvent():
            return (event.kind,), event_form(event.record).line
        case _:
            return (event.kind,), event.kind


def _member(member: Member, last: int) -> str:
    relation = code_table("relation").codes.get(member.relation or "")
    age = f"{(last - month_index(member.birth)) // 12}岁" if member.birth else ""
    return " ".join(filter(None, (member.name or member.person[:8], relation.zh if relation else "", age)))
