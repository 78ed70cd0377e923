"""The catalogue: categories of people and the items of assistance they may receive (policy.md §1, §2).

It is data, read once: a new item is an entry of ``items.yml`` and nothing else.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schema.catalogue import located
from schema.values import cell

FOLDER = Path(__file__).parent


class Level(StrEnum):
    PERSON = "person"
    HOUSEHOLD = "household"


class Kind(StrEnum):
    CASH_MONTHLY = "cash_monthly"
    CASH_ONCE = "cash_once"
    FEE_WAIVER = "fee_waiver"
    IN_KIND = "in_kind"
    SERVICE = "service"
    STATUS = "status"
    """No money: lines 7 and 8 give the category itself (policy.md §11.16)."""


class Unit(StrEnum):
    """The span that one award is for; D28, D35 and O26 count seasons, not years (policy.md §11.8)."""

    MONTH = "month"
    TERM = "term"
    YEAR = "year"
    SEASON = "season"
    ONCE = "once"


class Nature(StrEnum):
    """The purpose of the money; D06 and D07 compare items of one class."""

    LIVING = "living"
    """A living allowance beside the basic one."""
    NURSING = "nursing"
    BASIC = "basic"
    """低保, 特困, and items paid with them."""
    CHILD = "child"
    AGE = "age"
    TEMPORARY = "temporary"
    MEDICAL = "medical"
    EDUCATION = "education"
    HOUSING = "housing"
    EMPLOYMENT = "employment"
    DISASTER = "disaster"
    DISABILITY = "disability"
    """Things and services for disabled people, not allowances."""
    UTILITY = "utility"
    INSURANCE = "insurance"
    FUNERAL = "funeral"
    POVERTY = "poverty"
    """Measures against falling back into poverty (农业农村)."""
    CHARITY = "charity"
    SERVICE = "service"
    STATUS = "status"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Category(BaseModel):
    """A status that a department gives (the identity layer)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="a code in snake_case", pattern=r"^[a-z][a-z_]*$")
    zh: str
    en: str
    order: int = Field(description="an order of preference: 1 is judged first (policy.md §1.3)", ge=1)
    unit: Level = Field(description="person or household")
    form: str | None = Field(default=None, description="assistance, fanpin or no form of household")
    exclusive: bool = Field(description="true where it excludes the other exclusive ones in one month (policy.md §1.1)")
    department: str
    also: tuple[str, ...] = Field(default=(), description="a list of what sources call it")
    basis: str
    note: str | None = None


class Item(BaseModel):
    """An item of assistance (the entitlement layer), one line of policy.md §2."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(description="the line of policy.md §2", ge=1)
    code: str = Field(description="a code in snake_case", pattern=r"^[a-z][a-z_]*$")
    zh: str
    en: str
    departments: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(alias="department")
    levels: Annotated[tuple[Level, ...], BeforeValidator(_listed)] = Field(
        alias="level", description="person, household, or a list of both with the usual one first"
    )
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(_listed)] = Field(
        alias="kind", description=f"one or a list of {', '.join(Kind)}, the usual one first"
    )
    unit: Unit = Field(description=f"one of {', '.join(Unit)}")
    nature: Nature = Field(alias="class", description=f"one of {', '.join(Nature)}")
    paid_with: str | None = Field(default=None, description="the code of the item in whose sum it is paid")
    category: str | None = Field(default=None, description="for a status: the code of the category it is")
    also: tuple[str, ...] = Field(default=(), description="a list of what sources call it")
    basis: str
    source: str = Field(description="keys of policy.md §10")

    @property
    def department(self) -> str:
        return self.departments[0]

    @property
    def level(self) -> Level:
        return self.levels[0]

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    @property
    def status_only(self) -> bool:
        """It is a category and cannot be awarded or paid."""
        return self.kind is Kind.STATUS

    @property
    def monthly(self) -> bool:
        return self.unit is Unit.MONTH


Entry = TypeVar("Entry", Category, Item)


class Catalogue:
    """Items and categories by code; checked as a whole when it is read."""

    def __init__(self, categories: located.Located, items: located.Located) -> None:
        self.categories: dict[str, Category] = {}
        self.items: dict[str, Item] = {}
        self._category_labels: dict[str, str] = {}
        self._item_labels: dict[str, str] = {}
        for path, entry in categories.rows("categories"):
            category = categories.model(Category, path, entry)
            _add(self.categories, category, categories, path)
            _name(self._category_labels, category, categories, path)
        for path, entry in items.rows("items"):
            item = items.model(Item, path, entry)
            _add(self.items, item, items, path)
            _name(self._item_labels, item, items, path)
        for path, entry in items.rows("items"):
            item = self.items[entry["code"]]
            if item.paid_with is not None and item.paid_with not in self.items:
                raise items.error((*path, "paid_with"), f"no item {item.paid_with}", "the code of an item")
            if item.status_only != (item.category is not None):
                raise items.error(path, "a status needs its category", "category beside kind status, and only there")
            if item.category is not None and item.category not in self.categories:
                raise items.error((*path, "category"), f"no category {item.category}", "the code of a category")

    def category_of(self, label: object) -> str | None:
        """The code of a category by its Chinese title or a source's name for it."""
        return self._category_labels.get(cell.text(label))

    def item_of(self, label: object) -> str | None:
        """The code of an item by its Chinese title or a source's name for it."""
        return self._item_labels.get(cell.text(label))

    def paid_in_one_sum(self, code: str) -> tuple[str, ...]:
        """The item and those paid with it, or it with them: ``dibao_cash`` and ``dibao_topup``."""
        head = self.items[code].paid_with or code
        return (head, *(item.code for item in self.items.values() if item.paid_with == head))


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue; raises ``CatalogueError`` with file and line where it is wrong."""
    return read_catalogue(FOLDER)


def read_catalogue(folder: Path) -> Catalogue:
    """A catalogue from the two files of a folder."""
    return Catalogue(located.read(folder / "categories.yml"), located.read(folder / "items.yml"))


def _add(known: dict[str, Entry], entry: Entry, source: located.Located, path: tuple[str | int, ...]) -> None:
    if entry.code in known:
        raise source.error((*path, "code"), f"the code {entry.code} stands twice", "each code once")
    known[entry.code] = entry


def _name(labels: dict[str, str], entry: Category | Item, source: located.Located, path: tuple[str | int, ...]) -> None:
    for field, names in (("zh", (entry.zh,)), ("also", entry.also)):
        for name in map(cell.text, names):
            if labels.setdefault(name, entry.code) != entry.code:
                raise source.error((*path, field), f"{name} means {labels[name]} already", "labels that one code has")
