"""Examples of rules as data: for each rule a small world that raises it and one that must not.

``schema/policy/examples/<ID>.yml`` is in the words of the records: a fact names its record, whom it is of, its months
and its fields. The world is judged by the engine itself, so what a page shows is what the rule does.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from schema.catalogue import located
from schema.errors import CatalogueError, PolicyError
from schema.household import HouseholdForm
from schema.policy.model import Bilingual, PolicyModel
from schema.policy.policy import FOLDER
from schema.record import Record, Subject
from schema.records import RECORDS

EXAMPLES = FOLDER / "examples"
HOME = "370102"
"""Where people live unless an example says otherwise."""


class ExamplePerson(PolicyModel):
    """Registered (户籍) in ``at``; without a registration where that is None."""

    born: date | None = date(1980, 1, 1)
    sex: str | None = None
    at: str | None = HOME


class ExampleHousehold(PolicyModel):
    form: HouseholdForm = HouseholdForm.ASSISTANCE
    at: str = HOME


class ExampleFact(PolicyModel):
    """One fact: the fields of its record beside the keys below."""

    fact: str
    """The record."""
    of: str
    """The person or household."""
    to: str | None = None
    """The other end of a membership or guardianship."""
    months: str | None = None
    """The months in which a roster lists it, ``2026-01/2026-07``; none for what has dates of its own."""
    at: str | None = None
    """The division whose department says so, by default where the person or household is."""
    fields: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _fields_apart(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "fields" in value:
            return value
        own = cls.model_fields.keys()
        rest = {name: each for name, each in value.items() if name not in own}
        return {name: each for name, each in value.items() if name in own} | {"fields": rest}

    @model_validator(mode="after")
    def _of_a_record(self) -> ExampleFact:
        if self.fact not in RECORDS:
            raise ValueError(f"no record {self.fact}")
        unknown = self.fields.keys() - self.record.model_fields.keys()
        if unknown:
            raise ValueError(f"{self.fact} has no field {', '.join(sorted(unknown))}")
        if (self.record.OBJECT is None) != (self.to is None):
            raise ValueError(f"{self.fact} has {'no' if self.record.OBJECT is None else 'an'} other end, to")
        return self

    @property
    def record(self) -> type[Record]:
        return RECORDS[self.fact]


class Finds(PolicyModel):
    """The one finding that is raised."""

    months: tuple[str, ...] = Field(min_length=1)
    amount: Decimal | None = None


class World(PolicyModel):
    title: Bilingual
    """What is the case, in a sentence."""
    as_of: date = date(2026, 7, 31)
    people: dict[str, ExamplePerson] = Field(min_length=1)
    households: dict[str, ExampleHousehold] = Field(default_factory=dict)
    facts: tuple[ExampleFact, ...] = ()
    silent: tuple[str, ...] = ()
    """Topics that no source answers here; all others are answered in every month."""
    finds: Finds | None = None

    @model_validator(mode="after")
    def _everybody_is_known(self) -> World:
        known = self.people.keys() | self.households.keys()
        for fact in self.facts:
            for id in (fact.of, fact.to):
                if id is not None and id not in known:
                    raise ValueError(f"{id} is neither among people nor among households")
            kind = Subject.PERSON if fact.of in self.people else Subject.HOUSEHOLD
            if kind not in fact.record.SUBJECTS:
                raise ValueError(f"{fact.fact} is never of a {kind}")
        return self


class Example(PolicyModel):
    """Of one rule."""

    raises: World
    spares: World

    @model_validator(mode="after")
    def _one_finds(self) -> Example:
        if self.raises.finds is None or self.spares.finds is not None:
            raise ValueError("raises says what it finds, spares finds nothing")
        return self


def examples(folder: Path = EXAMPLES) -> dict[str, Example]:
    """Rule id -> its example; raises ``PolicyError`` with file and line."""
    return {file.stem: read(file) for file in sorted(folder.glob("*.yml"))}


def read(file: Path) -> Example:
    try:
        source = located.read(file)
        return source.model(Example, (), source.content)
    except CatalogueError as error:
        raise PolicyError(error.file, error.line, error.problem, error.expected) from None
