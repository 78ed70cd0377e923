"""Checks of a card beyond its grammar: whether its parts fit each other and the records.

Pure; problems come in the order in which the card is read, each with the path of its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectors.about import default_object, default_subject
from connectors.card import Column, MapCard, SourceCard, StreamCard
from connectors.kinds.kinds import kind_of
from connectors.mapping.lasting import FIRST, UNTIL
from connectors.problem import Path, Problem, one_of, problem
from connectors.scope_problems import month_problems, scope_problems
from schema.catalogue.code_table import table_names
from schema.record import Subject
from schema.records import RECORDS


def first_problem(card: SourceCard) -> Problem | None:
    """The first thing that does not fit, or None."""
    return next(_problems(card), None)


def _problems(card: SourceCard) -> Iterator[Problem]:
    kind = kind_of(card)
    names: set[str] = set()
    for index, stream in enumerate(card.streams):
        here: Path = ("streams", index)
        if stream.name in names:
            yield problem(
                (*here, "name"),
                (f"数据流 {stream.name} 重复", f"a second stream {stream.name}"),
                ("每个数据流只写一次", "each stream once"),
            )
        names.add(stream.name)
        yield from kind.problems(stream, here)
        yield from scope_problems(stream, here)
        yield from _subjects(card, stream, here)
        yield from _key(stream, here)
        for record, maps in stream.map.items():
            place: Path = (*here, "map", record)
            if record not in RECORDS:
                yield problem(place, (f"没有 {record} 这种记录", f"no record {record}"), one_of(sorted(RECORDS)))
                continue
            for number, mapped in enumerate(maps):
                yield from _map(stream, record, mapped, (*place, number) if len(maps) > 1 else place)


def _subjects(card: SourceCard, stream: StreamCard, here: Path) -> Iterator[Problem]:
    for name, subject in stream.subjects.items():
        place: Path = (*here, "subjects", name)
        if subject.head is not None:
            head = stream.subjects.get(subject.head)
            if head is None or head.form is not None:
                yield problem(
                    (*place, "head"),
                    (f"subjects 中没有人员 {subject.head}", f"no person subject {subject.head}"),
                    ("subjects 中的一个人员", "a person among subjects"),
                )
        via = subject.via
        if via is not None and "." not in via and via not in {other.name for other in card.streams}:
            yield problem(
                (*place, "via"),
                (f"本卡片没有数据流 {via}", f"no stream {via} in this card"),
                ("数据流名称，或 数据源.数据流", "a stream's name, or source.stream"),
            )


def _key(stream: StreamCard, here: Path) -> Iterator[Problem]:
    for index, part in enumerate(stream.key):
        if part.subject is not None and part.subject not in stream.subjects:
            yield problem(
                (*here, "key", index), (f"没有主体 {part.subject}", f"no subject {part.subject}"), _AMONG_SUBJECTS
            )
        if part.record is not None:
            for record, maps in stream.map.items():
                if record in RECORDS and part.record not in RECORDS[record].model_fields:
                    for mapped in maps:
                        if not mapped.key:
                            yield problem(
                                (*here, "key", index),
                                (f"{record} 没有字段 {part.record}", f"{record} has no field {part.record}"),
                                (
                                    f"在 {record} 下单独写 key，或只在那里写 {{record: …}}",
                                    f"a key under {record} itself, or {{record: …}} only there",
                                ),
                            )


def _map(stream: StreamCard, record: str, mapped: MapCard, place: Path) -> Iterator[Problem]:
    kind = RECORDS[record]
    for field, column in mapped.fields.items():
        if field not in kind.model_fields:
            wrong = (f"{record} 没有字段 {field}", f"a {record} has no field {field}")
            yield problem((*place, field), wrong, one_of(kind.model_fields))
        if isinstance(column.codes, str):
            yield from _code_table(column, (*place, field, "codes"))
    made = set(mapped.fields) | ({"month", "back_pay"} if mapped.split else set())
    made |= set() if mapped.period is None else {FIRST, UNTIL}
    for field, info in kind.model_fields.items():
        if info.is_required() and field not in made:
            yield problem(
                place,
                (f"{record} 缺少 {field}", f"a {record} needs {field}"),
                (f"{field} 的来源", f"where {field} comes from"),
            )
    if mapped.split is not None and record != "payment":
        yield problem(
            (*place, "split"),
            (f"{record} 不按月拆分", f"a {record} is not split into months"),
            ("split 只用于 payment", "split only for payment"),
        )
    if mapped.each is not None and mapped.each not in stream.unpack:
        yield problem(
            (*place, "each"),
            (f"unpack 中没有 {mapped.each}", f"no unpacked columns {mapped.each}"),
            ("unpack 中的一个名称", "a name among unpack"),
        )
    for role, name in (("subject", default_subject(record, mapped)), ("object", default_object(record, mapped))):
        if name is None:
            continue
        subject = stream.subjects.get(name)
        if subject is None:
            yield problem((*place, role), (f"没有主体 {name}", f"no subject {name}"), _AMONG_SUBJECTS)
        elif role == "subject" and (Subject.PERSON if subject.form is None else Subject.HOUSEHOLD) not in kind.SUBJECTS:
            yield problem(
                (*place, role),
                (f"{record} 的主体不能是 {name}", f"a {record} is not about {name}"),
                (" 或 ".join(kind.SUBJECTS), " or ".join(kind.SUBJECTS)),
            )
    for index, part in enumerate(mapped.key):
        if part.record is not None and part.record not in kind.model_fields:
            yield problem(
                (*place, "key", index),
                (f"{record} 没有字段 {part.record}", f"a {record} has no field {part.record}"),
                ("该记录的一个字段", "a field of the record"),
            )
    yield from month_problems(stream, record, mapped, place)


def _code_table(column: Column, place: Path) -> Iterator[Problem]:
    if column.codes not in table_names():
        yield problem(place, (f"没有代码表 {column.codes}", f"no code table {column.codes}"), one_of(table_names()))


_AMONG_SUBJECTS = ("subjects 中的一个名称", "a name among subjects")
