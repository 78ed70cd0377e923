"""What the absence of a row answers: by default what a stream maps, item by item, and nothing else.

A topic is a family (``certificate``, ``death``) or a family and one code (``benefit:disab_living``,
``payment:dibao_cash``, ``membership:assistance``). No stream answers a whole family of codes: it knows only what it
maps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from connectors.about import default_object
from connectors.card import Column, MapCard, SourceCard, StreamCard
from connectors.problem import Problem
from schema.catalogue.catalogue import catalogue
from schema.message import Message
from schema.records import RECORDS, declared

CODED = {record.TOPIC: record.CODED for record in RECORDS.values() if record.TOPIC and record.CODED}
"""Topic -> the field whose code is its second part; the topic has the record's name."""
PLAIN = {
    name: record.TOPIC for name, record in RECORDS.items() if record.TOPIC and not record.CODED and record.is_holding()
}
"""Record -> its topic. An unlisted guardian may exist: guardianship is answered only where a card declares it."""
FAMILIES = frozenset(record.TOPIC for record in RECORDS.values() if record.TOPIC)


def topics(stream: StreamCard) -> frozenset[str]:
    """The topics that the stream answers: those its card declares, else those it maps.

    A declared family without a code (``payment``) stands for what the stream maps of it.
    """
    mapped = mapped_topics(stream)
    if stream.answers is None:
        return mapped
    found: set[str] = set()
    for topic in stream.answers:
        found |= _of_family(topic, mapped) if topic in CODED or topic == "membership" else {topic}
    return frozenset(found)


def mapped_topics(stream: StreamCard) -> frozenset[str]:
    """The topics of the facts that the stream's card makes, as far as the card itself names their codes."""
    return frozenset(
        topic for record, maps in stream.map.items() for mapped in maps for topic in _of(stream, record, mapped)
    )


def _of_family(family: str, mapped: frozenset[str]) -> set[str]:
    return {topic for topic in mapped if topic.partition(":")[0] == family}


def _of(stream: StreamCard, record: str, mapped: MapCard) -> Iterator[str]:
    if record in PLAIN:
        yield PLAIN[record]
    elif record == "membership":
        household = stream.subjects.get(default_object(record, mapped) or "")
        if household is not None and household.form is not None:
            yield f"membership:{household.form.value}"
    elif record in CODED and CODED[record] in mapped.fields:
        for code in _codes(mapped.fields[CODED[record]]):
            yield f"{record}:{code}"


def _codes(column: Column) -> Iterator[str]:
    if isinstance(column.const, str):
        yield column.const
    elif isinstance(column.codes, dict):
        yield from (code for code in column.codes.values() if isinstance(code, str))


def answers_problem(card: SourceCard) -> Problem | None:
    """The first topic of a card that its stream cannot answer, or None."""
    for index, stream in enumerate(card.streams):
        mapped = mapped_topics(stream)
        for topic in stream.answers or ():
            wrong = _wrong(topic, mapped)
            if wrong is not None:
                return Problem(("streams", index, "answers"), *wrong)
    return None


def _known(family: str) -> Collection[str]:
    """The codes that a family of topics may name."""
    if family == "category":
        return catalogue().categories
    if family in ("benefit", "payment"):
        return catalogue().items
    kinds = declared(family)[CODED[family]]
    return [str(code) for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum) for code in kind]


def _wrong(topic: str, mapped: frozenset[str]) -> tuple[Message, Message] | None:
    """The problem of a declared topic, and what was expected."""
    family, _, code = topic.partition(":")
    if family not in FAMILIES or (code and family in PLAIN.values()):
        return (
            Message(f"没有 {topic} 这一应答主题", f"no topic {topic}"),
            Message(f"以下之一：{'、'.join(sorted(FAMILIES))}", "one of " + ", ".join(sorted(FAMILIES))),
        )
    if not code and (family in CODED or family == "membership") and not _of_family(family, mapped):
        return (
            Message(f"{family} 未指明项目", f"{family} names no item"),
            Message(f"逐项写明，如 {family}: [代码]", f"each item, such as {family}: [code]"),
        )
    if code and family in CODED and code not in _known(family):
        return (
            Message(f"目录中没有代码 {code}", f"the catalogue has no code {code}"),
            Message("schema/catalogue 中的代码", "a code of schema/catalogue"),
        )
    if family in ("benefit", "payment") and code and topic not in mapped and _of_family(family, mapped):
        return (
            Message(f"声明应答 {topic}，但没有映射该项目", f"it answers {topic}, but maps no such item"),
            Message("只应答所映射的项目", "only items that the stream maps"),
        )
    return None
