"""The statements that follow from a record's shape: how its facts are written, compared, fingerprinted and kept.

``python -m cypher.generate`` writes them into their folders, where they are committed; a test compares the two. Every
fact node also carries the ids of its ``subject`` and ``object``: comparing and copying then need no traversal.
"""

from __future__ import annotations

from collections.abc import Iterator

from cypher import ROOT, SUFFIX
from schema.record import Record, Subject
from schema.records import RECORDS

NODE = {Subject.PERSON: "Person", Subject.HOUSEHOLD: "Household"}
OBJECTS = {"membership": ("OF", "Household"), "guardianship": ("TO", "Person")}
"""Record -> relationship to the fact's object and the object's label."""
TOWARDS_SUBJECT = frozenset({"DESCRIBES"})
"""Relationships that go from the fact to its subject; all others go from the subject to the fact."""

INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "Person": (("entity",),),
    "PersonRecord": (("alias_key",),),
    "HouseholdRecord": (("head",),),
    "Payment": (("account_key",),),
    "Superseded": (("fact",), ("subject",)),
    "Run": (("source",), ("state",)),
    "Coverage": (("stream",), ("stream", "division")),
    "Delivered": (("source",),),
    "Doubt": (("stream",), ("stream", "division", "month"), ("person",)),
    "Rejection": (("run",), ("source",)),
    "Pending": (("stream", "place"),),
    "Finding": (("rule",), ("type",), ("state",), ("subject",), ("household",)),
    "Household": (),
    "Source": (),
    "Schema": (),
}
"""Label -> what is searched by besides ``id``; fact labels have ``scope`` as well."""
FACT_INDEXES = ("division", "item", "month", "category")
"""Fields of facts that are asked for by themselves (design.md §3: no dense nodes), since the second migration."""
SEALED_NODES = {"superseded": "Superseded", "rejection": "Rejection", "pending": "Pending"}
"""Nodes that hold sealed values and are no facts."""
PLAIN = ("Person", "Household", "Source", "Run", "Coverage", "Delivered", "Doubt", "Rejection", "Pending", "Finding")
"""Nodes that are no facts, in the order in which a backup holds them."""

VERSION = frozenset({"id", "fact", "type", "retired_at", "change", "was_retired_at"})
"""What an old version has beside its fact's properties; ``change`` is source, mapping, repair or withdrawn."""

FORMERLY_SEALED: dict[str, tuple[str, ...]] = {"payment": ("account_name",)}
"""Fields that older releases sealed and that are now kept in clear; a rotation opens them."""

UNWIND = "UNWIND $rows AS row"


def statements() -> dict[str, str]:
    """Name -> text of every generated statement."""
    found: dict[str, str] = {}
    for name, text in (*_declarations(), *_plain_nodes(), *_sealing()):
        found[name] = text
    for record in RECORDS.values():
        for name, text in (*_writes(record), *_reads(record), *_copies(record)):
            found[name] = text
    return found


def labels() -> list[str]:
    """Every label of the graph."""
    return sorted({record.LABEL for record in RECORDS.values()} | set(INDEXES))


def write() -> None:
    """Bring the committed files up to date; files that no record asks for any more are left to the reviewer."""
    for name, text in statements().items():
        path = ROOT / f"{name}{SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _declarations() -> Iterator[tuple[str, str]]:
    facts = {record.LABEL: record for record in RECORDS.values()}
    for label in labels():
        snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in label).lstrip("_")
        yield (
            f"constraints/0001/{snake}_id",
            f"// (:{label} {{id}})\n"
            f"CREATE CONSTRAINT {snake}_id IF NOT EXISTS\nFOR (n:{label}) REQUIRE n.id IS UNIQUE\n",
        )
        for fields in (*((("scope",),) if label in facts else ()), *INDEXES.get(label, ())):
            yield _index(1, label, snake, fields)
        for field in () if label not in facts else _asked(facts[label]):
            yield _index(2, label, snake, (field,))


def _index(migration: int, label: str, snake: str, fields: tuple[str, ...]) -> tuple[str, str]:
    name = "_".join((snake, *fields))
    listed = ", ".join(f"n.{field}" for field in fields)
    return (
        f"constraints/{migration:04d}/{name}",
        f"// (:{label} {{{', '.join(fields)}}})\nCREATE INDEX {name} IF NOT EXISTS\nFOR (n:{label}) ON ({listed})\n",
    )


def _asked(record: type[Record]) -> Iterator[str]:
    """Which of ``FACT_INDEXES`` a record's facts have."""
    return (field for field in FACT_INDEXES if field == "division" or field in record.model_fields)


def _pattern(record: type[Record], subject: str = "s", object: str = "o") -> str:
    """``(s)-[:IN]->(f:Membership)-[:OF]->(o)``, ready for CREATE once subject and object are bound."""
    return _joined(record, f"({subject})", f"(f:{record.LABEL})", f"({object})")


def _joined(record: type[Record], subject: str, fact: str, object: str) -> str:
    if record.VERB in TOWARDS_SUBJECT:
        return f"{fact}-[:{record.VERB}]->{subject}"
    end = f"-[:{OBJECTS[record.NAME][0]}]->{object}" if record.NAME in OBJECTS else ""
    return f"{subject}-[:{record.VERB}]->{fact}{end}"


def _drawn(record: type[Record], subjects: tuple[Subject, ...] | None = None) -> str:
    """The header's picture of a fact between its ends."""
    ends = "|".join(NODE[subject] for subject in subjects or record.SUBJECTS)
    object = OBJECTS.get(record.NAME, ("", ""))[1]
    return _joined(record, f"(:{ends})", f"(:{record.LABEL})", f"(:{object})")


def _writes(record: type[Record]) -> Iterator[tuple[str, str]]:
    name, label = record.NAME, record.LABEL
    match_object = f"MATCH (o:{OBJECTS[name][1]} {{id: row.object}})\n" if name in OBJECTS else ""
    for subject in record.SUBJECTS:
        yield (
            f"write/{name}_create_{subject.value}",
            f"// {_drawn(record, (subject,))}\n"
            f"// New facts of subjects that are there: rows of subject, {'object, ' if name in OBJECTS else ''}props.\n"
            f"{UNWIND}\nMATCH (s:{NODE[subject]} {{id: row.subject}})\n{match_object}"
            f"CREATE {_pattern(record)}\nSET f = row.props\nRETURN count(f) AS created\n",
        )
    yield (
        f"write/{name}_update",
        f"// (:{label})\n// Facts that say something else now: rows of id and all their props.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nSET f = row.props\n",
    )
    yield (
        f"write/{name}_months",
        f"// (:{label} {{months}})\n// Rosters' facts whose listed months changed: rows of id, months.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nSET f.months = row.months\n",
    )
    yield (
        f"write/{name}_retire",
        f"// (:{label} {{retired_at}})\n"
        "// Facts that their source withdrew: rows of id, retired_at.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nSET f.retired_at = row.retired_at\n",
    )
    yield (
        f"write/{name}_supersede",
        f"// (:{label})-[:WAS]->(:Superseded)\n"
        "// The version about to be replaced, whole: rows of id (the version's), fact, type, retired_at, cause, and\n"
        "// was_retired_at where the fact was retired.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.fact}})\nCREATE (f)-[:WAS]->(v:Superseded)\nSET v = properties(f)\n"
        "SET v.id = row.id, v.fact = row.fact, v.type = row.type, v.retired_at = row.retired_at,\n"
        "  v.change = row.cause, v.was_retired_at = row.was_retired_at\n",
    )
    yield (
        f"write/{name}_withdraw",
        f"// (:{label}) (:Superseded)\n"
        "// Facts that never should have come: kept as withdrawn versions, then gone. Rows of id, version, type,\n"
        "// retired_at.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nCREATE (v:Superseded)\nSET v = properties(f)\n"
        "SET v.id = row.version, v.fact = row.id, v.type = row.type, v.retired_at = row.retired_at,\n"
        "  v.change = 'withdrawn'\nDETACH DELETE f\n",
    )
    yield (
        f"write/{name}_restore",
        f"// (:{label})-[:WAS]->(:Superseded)\n"
        "// Facts become what they were before a withdrawn delivery: rows of id and version, which is current again.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nMATCH (v:Superseded {{id: row.version}})\n"
        "SET f = properties(v)\nSET f.id = row.id, f.retired_at = v.was_retired_at\n"
        "REMOVE f.fact, f.type, f.change, f.was_retired_at\nDETACH DELETE v\n",
    )
    yield (
        f"write/{name}_revive",
        f"// (:{label} {{retired_at}})\n// Facts that only a withdrawn delivery had retired: rows of id.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\nREMOVE f.retired_at\n",
    )
    yield (f"write/{name}_relink", _relink(record))


def _relink(record: type[Record]) -> str:
    name, label = record.NAME, record.LABEL
    way = f"(f)-[was:{record.VERB}]->()" if record.VERB in TOWARDS_SUBJECT else f"()-[was:{record.VERB}]->(f)"
    object = ""
    unlink = f"MATCH {way}\nDELETE was\n"
    if name in OBJECTS:
        verb, end = OBJECTS[name]
        unlink = f"MATCH {way}\nMATCH (f)-[to:{verb}]->()\nDELETE was, to\n"
        object = f"MATCH (o:{end} {{id: row.props.object}})\n"
    if len(record.SUBJECTS) == 1:
        subject = f"WITH row, f\nMATCH (s:{NODE[record.SUBJECTS[0]]} {{id: row.props.subject}})\n"
    else:
        subject = (
            "WITH row, f\nOPTIONAL MATCH (p:Person {id: row.props.subject})\n"
            "OPTIONAL MATCH (h:Household {id: row.props.subject})\nWITH row, f, coalesce(p, h) AS s\n"
        )
    create = _joined(record, "(s)", "(f)", "(o)")
    return (
        f"// {_drawn(record)}\n// Facts whose source names another subject now: rows of id and props.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.id}})\n{unlink}{subject}{object}CREATE {create}\n"
    )


COMPARED = ("id", "key_id", "digest", "months", "retired_at")
"""What a delivery is compared with, in the order of the lists that ``read/`` returns (hub/sync/stored.py)."""
WRITTEN = ("id", "learned_at", "subject", "object")
"""What else must be known of a fact that changes, likewise."""
TRACED = ("id", "run", "months", "retired_at", "subject", "object")
"""Where a fact came from (hub/sync/withdrawal.py)."""


def _reads(record: type[Record]) -> Iterator[tuple[str, str]]:
    name, label = record.NAME, record.LABEL
    # lists of many facts a row, for the driver pays by the row; 256 parts, so that no row grows large
    columns = ", ".join(f"f.{field}" for field in COMPARED)
    yield (
        f"read/{name}_in_scopes",
        f"// (:{label})\n// What the store holds in some scopes, retired or not, to compare a delivery with.\n"
        f"UNWIND $scopes AS scope\nMATCH (f:{label} {{scope: scope}})\n"
        f"WITH scope, substring(f.id, 1, 2) AS part, collect([{columns}]) AS facts\nRETURN scope, part, facts\n",
    )
    yield (
        f"read/{name}_by_ids",
        f"// (:{label})\n// Of facts that a delivery changes, what else is written or touched with them.\n"
        f"UNWIND $ids AS id\nMATCH (f:{label} {{id: id}})\n"
        f"RETURN {', '.join(f'f.{field} AS {field}' for field in WRITTEN)}\n",
    )
    yield (
        f"read/{name}_history",
        f"// (:{label})\n// Where the facts of some scopes came from, to take back what one delivery brought.\n"
        f"UNWIND $scopes AS scope\nMATCH (f:{label} {{scope: scope}})\n"
        f"RETURN {', '.join(f'f.{field} AS {field}' for field in TRACED)}\n",
    )
    yield (
        f"read/{name}_subjects",
        f"// (:{label})\n// Whom and which households the facts in some scopes are about.\n"
        f"UNWIND $scopes AS scope\nMATCH (f:{label} {{scope: scope}})\n"
        "RETURN DISTINCT f.subject AS subject, f.object AS object\n",
    )
    yield (
        f"fingerprint/{name}",
        f"// (:{label})\n// What counts of a fact's content, without when and by which run it was learned.\n"
        f"MATCH (f:{label})\n"
        "RETURN f.id AS id, f.digest AS digest, f.stream AS stream, f.division AS division, f.months AS months,\n"
        "  f.retired_at IS NOT NULL AS retired\n",
    )


def _copies(record: type[Record]) -> Iterator[tuple[str, str]]:
    name, label = record.NAME, record.LABEL
    yield (
        f"backup/{name}",
        f"// {_drawn(record)}\n// Whole facts, as create takes them.\n"
        f"MATCH (f:{label})\nRETURN f.subject AS subject, f.object AS object, properties(f) AS props\n",
    )
    yield (
        f"restore/superseded_{name}",
        f"// (:{label})-[:WAS]->(:Superseded)\n// Old versions back to their facts: rows of props.\n"
        f"{UNWIND}\nMATCH (f:{label} {{id: row.props.fact}})\nCREATE (f)-[:WAS]->(v:Superseded)\nSET v = row.props\n",
    )


def _plain_nodes() -> Iterator[tuple[str, str]]:
    for label in PLAIN:
        name = label.lower()
        yield (
            f"backup/nodes_{name}",
            f"// (:{label})\n// Whole nodes.\nMATCH (n:{label})\nRETURN properties(n) AS props\n",
        )
        yield (
            f"restore/nodes_{name}",
            f"// (:{label})\n// Whole nodes: rows of props.\n{UNWIND}\nCREATE (n:{label})\nSET n = row.props\n",
        )


def sealed() -> dict[str, tuple[str, tuple[str, ...]]]:
    """What may hold sealed values: name -> label and the properties that are sealed."""
    facts = {
        record.NAME: (
            record.LABEL,
            (
                "key_enc",
                *(f"{field}_enc" for field in sorted(record.SEALED | set(FORMERLY_SEALED.get(record.NAME, ())))),
            ),
        )
        for record in RECORDS.values()
    }
    every = tuple(dict.fromkeys(field for _, fields in facts.values() for field in fields))
    return facts | {
        name: (label, every if name == "superseded" else ("raw_enc",)) for name, label in SEALED_NODES.items()
    }


def _sealing() -> Iterator[tuple[str, str]]:
    for name, (label, fields) in sealed().items():
        drawn = f"// (:{label} {{{', '.join(fields)}}})"
        older = "\n  OR ".join(f"NOT n.{field} STARTS WITH $current" for field in fields)
        owner = ("type", "fact") if name == "superseded" else ("id",)
        columns = "".join(f",\n  n.{field} AS {field}" for field in (*(f for f in owner if f != "id"), *fields))
        yield (
            f"sealed/{name}",
            f"{drawn}\n// What holds a value under another key than the current one (its version and a colon).\n"
            f"MATCH (n:{label})\nWHERE {older}\nRETURN n.id AS id, n.run AS run{columns}\n",
        )
        values = ", ".join(f"['{field}', n.{field}]" for field in fields)
        sample = " + ' ' + ".join(("value[1]", "value[0]", *(f"n.{field}" for field in owner)))
        yield (
            f"sealed/{name}_versions",
            f"{drawn}\n// How many values are sealed with which key in which format, and one of each with its place.\n"
            f"MATCH (n:{label})\nUNWIND [{values}] AS value\nWITH n, value\nWHERE value[1] IS NOT NULL\n"
            f"RETURN split(value[1], ':')[0] AS head, count(value) AS number,\n  min({sample}) AS sample\n",
        )
        yield (
            f"reseal/{name}",
            f"{drawn}\n"
            "// The same values under the current key, unless a run has written others: rows of id, run, values.\n"
            f"{UNWIND}\nMATCH (n:{label} {{id: row.id}})\nWHERE n.run = row.run\nSET n += row.values\n",
        )


if __name__ == "__main__":
    write()
