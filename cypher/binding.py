"""Binds a template to the declarations of ``schema``, so that one file serves every record, label, index or order.

A template is a file whose name has a word in capitals: ``write/RECORD_update`` is bound to each record and gives
``write/benefit_update``. Its text has slots in braces and capitals (``{LABEL}``). Their values come from the closed
lists in ``schema`` alone, never from a caller. A line whose slot is empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from schema.graph import AREA_ORDERS, FINDING_ORDERS, NODE, PLAIN, indexes, labels, sealed
from schema.record import Record, Subject
from schema.records import RECORDS

SLOT = re.compile(r"\{([A-Z][A-Z_]*)\}")
KIND = re.compile(r"(?<![A-Za-z])[A-Z]+(?![A-Za-z])")
"""The words in a template's name and the declarations they are bound to."""

Slots = dict[str, str]


def bound(name: str, text: str) -> dict[str, str]:
    """The statements that a template gives: name -> text. Raises ``KeyError`` for a slot that does not exist."""
    found: dict[str, str] = {}
    for slots in _slots(frozenset(KIND.findall(name))):
        found[_filled(KIND, name, slots)] = "".join(_line(line, slots) for line in text.splitlines(keepends=True))
    return found


def _filled(slot: re.Pattern[str], text: str, slots: Slots) -> str:
    return slot.sub(lambda found: slots[found[0].strip("{}")], text)


def _line(line: str, slots: Slots) -> str:
    filled = _filled(SLOT, line, slots)
    return filled if filled.strip() else ""


@cache
def _slots(kinds: frozenset[str]) -> tuple[Slots, ...]:
    """Worked out once for all templates of a kind."""
    return tuple(_bindings(kinds))


def _bindings(kinds: frozenset[str]) -> Iterator[Slots]:
    if kinds == {"RECORD"}:
        yield from (_of_record(record, record.SUBJECTS) for record in RECORDS.values())
    elif kinds == {"RECORD", "SUBJECT"}:
        for record in RECORDS.values():
            yield from (_of_record(record, (subject,)) for subject in record.SUBJECTS)
    elif kinds == {"IDENTITY"}:
        yield from ({"IDENTITY": f"{_snake(label)}_id", "LABEL": label} for label in labels())
    elif kinds == {"INDEX"}:
        for label in labels():
            yield from (_of_index(label, fields) for fields in indexes(label))
    elif kinds == {"ORDER"}:
        for order in FINDING_ORDERS:
            yield from _of_order(order, "(f:Finding)", f"f.by_{order}")
        for order in AREA_ORDERS:
            yield from _of_order(f"area_{order}", "(l:FindingPlace)<-[:LISTED]-(f:Finding)", f"l.by_{order}")
    elif kinds == {"NODE"}:
        yield from ({"NODE": label.lower(), "LABEL": label} for label in PLAIN)
    elif kinds == {"SEALED"}:
        yield from (_of_sealed(name, label, fields) for name, (label, fields) in sealed().items())
    else:
        raise KeyError(", ".join(sorted(kinds)))


def _snake(label: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", label).lower()


def _of_order(name: str, found: str, key: str) -> Iterator[Slots]:
    for way, direction in (("ascending", ""), ("descending", " DESC")):
        yield {"ORDER": f"{name}_{way}", "FOUND": found, "KEY": key, "DIRECTION": direction}


def _of_index(label: str, fields: tuple[str, ...]) -> Slots:
    return {
        "INDEX": "_".join((_snake(label), *fields)),
        "LABEL": label,
        "FIELDS": ", ".join(fields),
        "INDEXED": ", ".join(f"n.{field}" for field in fields),
    }


def _of_record(record: type[Record], subjects: tuple[Subject, ...]) -> Slots:
    end = record.OBJECT
    object = NODE[end.kind] if end else ""
    return {
        "RECORD": record.NAME,
        "LABEL": record.LABEL,
        "SUBJECT": subjects[0].value,
        "NODE": NODE[subjects[0]],
        "ROWS": "subject, object, props" if end else "subject, props",
        "DRAWN": _joined(
            record, f"(:{'|'.join(NODE[subject] for subject in subjects)})", f"(:{record.LABEL})", f"(:{object})"
        ),
        "PATTERN": _joined(record, "(s)", f"(f:{record.LABEL})", "(o)"),
        "JOIN": _joined(record, "(s)", "(f)", "(o)"),
        "FIND_OBJECT": f"MATCH (o:{object} {{id: row.object}})" if end else "",
        "UNLINK": _unlink(record),
        "FIND_NEW_SUBJECT": _find_new_subject(record),
        "FIND_NEW_OBJECT": f"MATCH (o:{object} {{id: row.props.object}})" if end else "",
    }


def _joined(record: type[Record], subject: str, fact: str, object: str) -> str:
    """``(s)-[:IN]->(f:Membership)-[:OF]->(o)``: a fact between its ends."""
    if record.FROM_FACT:
        return f"{fact}-[:{record.VERB}]->{subject}"
    return f"{subject}-[:{record.VERB}]->{fact}" + (f"-[:{record.OBJECT.verb}]->{object}" if record.OBJECT else "")


def _unlink(record: type[Record]) -> str:
    way = f"(f)-[was:{record.VERB}]->()" if record.FROM_FACT else f"()-[was:{record.VERB}]->(f)"
    if record.OBJECT is None:
        return f"MATCH {way}\nDELETE was"
    return f"MATCH {way}\nMATCH (f)-[to:{record.OBJECT.verb}]->()\nDELETE was, to"


def _find_new_subject(record: type[Record]) -> str:
    if len(record.SUBJECTS) == 1:
        return f"WITH row, f\nMATCH (s:{NODE[record.SUBJECTS[0]]} {{id: row.props.subject}})"
    return (
        "WITH row, f\nOPTIONAL MATCH (p:Person {id: row.props.subject})\n"
        "OPTIONAL MATCH (h:Household {id: row.props.subject})\nWITH row, f, coalesce(p, h) AS s"
    )


def _of_sealed(name: str, label: str, fields: tuple[str, ...]) -> Slots:
    owner = ("type", "fact") if name == "superseded" else ("id",)
    return {
        "SEALED": name,
        "LABEL": label,
        "FIELDS": ", ".join(fields),
        "UNDER_ANOTHER_KEY": "\n  OR ".join(f"NOT n.{field} STARTS WITH $current" for field in fields),
        "COLUMNS": ",\n  ".join(f"n.{field} AS {field}" for field in (*(f for f in owner if f != "id"), *fields)),
        "VALUES": ", ".join(f"['{field}', n.{field}]" for field in fields),
        "SAMPLE": " + ' ' + ".join(("value[1]", "value[0]", *(f"n.{field}" for field in owner))),
    }
