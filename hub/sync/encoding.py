"""From a mapped fact to an entry: its ids, its digest, and the properties it will have in the graph.

The digest covers the source's statement (subject, object, division, fields), in plain values under the id key; sealed
texts differ each time and never enter it. Encoding is planned once per record type.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from connectors.base import Delivery, HouseholdRef, MappedFact, PersonRef, RawRow
from hub.ids import Ids
from hub.seal import Sealer
from schema.record import Record
from schema.values.national_id import birth, sex

Properties = dict[str, Any]

CENT = Decimal(100)


class Entry:
    """One fact of one scope, before it is compared with the store."""

    __slots__ = (
        "bits",
        "digest",
        "division",
        "fact",
        "id",
        "key",
        "key_id",
        "object",
        "raw",
        "scope",
        "subject",
        "type",
        "written",
    )

    def __init__(self, type: str, id: str, digest: str, division: str, scope: str) -> None:
        self.type = type
        self.id = id
        self.digest = digest
        self.division = division
        self.scope = scope
        self.fact: MappedFact | None = None
        """None where the row was not mapped, because the store already has its facts; then ``raw`` can be mapped."""
        self.raw: tuple[RawRow, Delivery] | None = None
        self.key: tuple[str, ...] = ()
        """Its parts, people by id."""
        self.key_id = ""
        """Made of the key when it is needed."""
        self.subject = ""
        self.object: str | None = None
        self.bits = 0
        """A roster's listed months."""
        self.written = 0
        """Months that the comparison found to be new; ``EVERY_MONTH`` of a register or an event."""


def plain(value: Any) -> str | int | bool | list[str]:
    """A record's value as the graph keeps it: dates as ISO text, yuan as fen, codes as text."""
    if type(value) is str:
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value * CENT)
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [str(part) for part in value]
    raise TypeError(f"no graph form for a value of type {type(value).__name__}")


class Encoder:
    """Turns mapped facts of one stream into entries and entries into graph properties."""

    def __init__(self, ids: Ids, sealer: Sealer, source: str, stream: str, personal_key: bool, roster: bool) -> None:
        self._ids = ids
        self._sealer = sealer
        self._source = source
        self._system = source.partition("_")[0]
        """The department's system: ``gongan`` of ``gongan_deaths``."""
        self._stream = stream
        self._personal_key = personal_key
        self._roster = roster
        self._born: dict[str, str] = {}
        """Person id -> national ID, for the date of birth and sex that a new node gets."""
        self._forms: dict[str, str] = {}
        self._contents: dict[int, tuple[Record, tuple[str, ...]]] = {}
        """Identity of a record -> the record, so that the identity stays its own, and its content."""

    def person(self, reference: PersonRef) -> str:
        """The id of a person whose reference needs no other stream."""
        number = reference.national_id
        if number is not None:
            id = self._ids.person(number)
            self._born[id] = number
            return id
        if reference.key is None:
            raise ValueError("a reference to a person that is not resolved")
        return self._ids.person_by_key(self._source, *reference.key)

    def household(self, reference: HouseholdRef) -> str:
        if reference.key is None:
            raise ValueError("a reference to a household that is not resolved")
        key = tuple(part if isinstance(part, str) else self.person(part) for part in reference.key)
        id = self._ids.household(reference.form, reference.namespace, *key)
        self._forms[id] = reference.form
        return id

    def anchor(self, id: str) -> dict[str, Any]:
        """The operation that makes sure of the node a fact hangs on."""
        if id.startswith("h"):
            return {"do": "household", "id": id, "form": self._forms.get(id)}
        number = self._born.get(id)
        if number is None:
            return {"do": "person", "id": id, "birth": None, "sex": None}
        return {"do": "person", "id": id, "birth": birth(number).isoformat(), "sex": sex(number)}

    def entry(self, fact: MappedFact, subject: str, object: str | None, division: str, scope: str) -> Entry:
        """The entry of a fact whose subject and object are known by id, in the scope that states it."""
        record = fact.record
        name = record.NAME
        key = self._key(fact)
        digest = self._ids.digest(self._stream, name, subject, object or "", division, *key, *self._content(record))
        # a roster's facts are their content: the digest is the id
        id = "f" + digest[:31] if self._roster else self._ids.make("f", scope, name, *key)
        entry = Entry(name, id, digest, division, scope)
        entry.fact, entry.key, entry.subject, entry.object = fact, key, subject, object
        return entry

    def key_id(self, entry: Entry) -> str:
        """The property that identifies facts of one key in a stream."""
        if not entry.key_id:
            entry.key_id = self._key_id(entry.type, entry.key)
        return entry.key_id

    def key_id_of(self, fact: MappedFact) -> str:
        """The key of a fact, also while its subject is not known."""
        return self._key_id(fact.record.NAME, self._key(fact))

    def _key_id(self, type: str, key: tuple[str, ...]) -> str:
        return self._ids.make("k", self._stream, type, *key)

    def _key(self, fact: MappedFact) -> tuple[str, ...]:
        return tuple([part if isinstance(part, str) else self.person(part) for part in fact.key])

    def _content(self, record: Record) -> tuple[str, ...]:
        """A record's fields as texts; records without sealed fields are shared by many equal rows."""
        known = self._contents.get(id(record))
        if known is not None:
            return known[1]
        content = tuple([f"{field}={plain(value)}" for field, value in record.__dict__.items() if value is not None])
        if not record.SEALED:
            self._contents[id(record)] = (record, content)
        return content

    def renumber(self, entry: Entry, ordinal: int) -> None:
        """Gives the n-th row of one key with different content an id of its own."""
        entry.id = self._ids.make("f", entry.id, "row", str(ordinal))

    def properties(self, entry: Entry) -> Properties:
        """Everything the fact's node carries of the entry itself (not run, learning time or months)."""
        if entry.fact is None:
            raise ValueError("an entry whose row was not mapped")
        found = self._encoded(entry.fact.record, entry.id)
        found["id"] = entry.id
        found["digest"] = entry.digest
        found["key_id"] = self.key_id(entry)
        found["stream"] = self._stream
        found["scope"] = entry.scope
        found["division"] = entry.division
        text = "|".join(part if isinstance(part, str) else part.national_id or "" for part in entry.fact.key)
        if self._personal_key:
            found["key_enc"] = self._sealer.seal(text, entry.type, "key", entry.id)
        else:
            found["key"] = text
        return found

    def _encoded(self, record: Record, id: str) -> Properties:
        seal, search, values = self._sealer.seal, self._ids.search_key, record.__dict__
        form = _form(type(record))
        found: Properties = {}
        for field in form.shown:
            value = values[field]
            if value is not None:
                found[field] = plain(value)
        for field in form.sealed:
            value = values[field]
            if value is not None:
                found[field + "_enc"] = seal(str(value), record.NAME, field, id)
        for field in form.keyed:
            value = values[field]
            if value is not None:
                text = str(value)
                found[field + "_key"] = self.alias_key(text) if field == "alias" else search(field, text)
        if form.has_head and values["head"] is not None:
            found["head"] = self._ids.person(values["head"])
        return found

    def alias_key(self, alias: str) -> str:
        """The search key of a source's own number of a person; unique only within that system."""
        return self._ids.search_key(f"alias:{self._system}", alias)


class _Form(NamedTuple):
    """How the fields of a record type enter the graph."""

    shown: tuple[str, ...]
    sealed: tuple[str, ...]
    keyed: tuple[str, ...]
    has_head: bool


@cache
def _form(record: type[Record]) -> _Form:
    hidden = record.SEALED | record.KEYED | {"head"}
    shown = tuple(field for field in record.model_fields if field not in hidden)
    return _Form(shown, tuple(sorted(record.SEALED)), tuple(sorted(record.KEYED)), "head" in record.model_fields)
