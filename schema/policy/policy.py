"""Reads policy files: every code, parameter and rule they name is checked, and errors name file and line.

``national.yml`` is valid in every region, a province's file in its own; where both have a rule of one id, the narrower
region wins. ``whitelist.yml`` lists the lawful overlaps. A deployment may add files of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from schema.catalogue import located
from schema.catalogue.catalogue import catalogue
from schema.errors import CatalogueError, PolicyError
from schema.policy.condition import (
    AllOf,
    AnyOf,
    Before,
    BenefitAtom,
    CategoryAtom,
    Condition,
    EveryOf,
    FactAtom,
    LocalAtom,
    NamedCondition,
    NoneOf,
    PaymentAtom,
    Since,
    SomeOf,
    SpendingAtom,
    SpendingShareAtom,
    parts,
)
from schema.policy.model import PolicyModel
from schema.policy.parameters import Parameters, ParameterTable, prefix
from schema.policy.rule import Rule, WhiteLine
from schema.records import value_types
from schema.values.catalogue_code import CategoryCode, ItemCode

FOLDER = Path(__file__).parent
WHITELIST = "whitelist.yml"
SCHEMA = "policy.schema.json"

ITEMS = frozenset({"items", "stops", "among", "filled", "against", "item", "shared", "own", "with_items"})
"""Fields of rules that name items."""
CATEGORIES = frozenset({"categories", "beside", "beside_in"})
"""Fields of rules that name categories."""
PARAMETERS = frozenset({"standard", "parameter", "share", "income", "more_than", "yellow_share", "red_share", "cap"})
"""Fields of rules that name parameters."""

_OF_HOUSEHOLDS = (
    *(CategoryAtom, BenefitAtom, PaymentAtom, FactAtom, LocalAtom, SpendingShareAtom),
    *(AllOf, AnyOf, NoneOf, Before, Since),
)
"""What can be asked of a household itself."""
Where = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class PolicyFile(PolicyModel):
    """One region's policy."""

    region: str = Field(pattern=r"^\d{6}$")
    """The 6-digit division it holds for, 000000 for the whole country."""
    reserved: tuple[str, ...] = ()
    """Ids of known rules that are not shipped yet: they may be named, and have no effect."""
    named: dict[str, Condition] = Field(default_factory=dict)
    parameters: dict[str, ParameterTable] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


class WhiteListFile(PolicyModel):
    lines: tuple[WhiteLine, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The content of all files, checked."""

    rules: tuple[tuple[str, Rule], ...]
    """(region, rule), by rule id and then from the widest region to the narrowest."""
    named: dict[str, Condition]
    parameters: Parameters
    white: tuple[WhiteLine, ...]

    def for_region(self, region: str) -> tuple[Rule, ...]:
        """The rules of a region, each id once: the narrowest region that contains it wins."""
        return tuple(rule for _, rule in self.in_force(region))

    def in_force(self, region: str) -> tuple[tuple[str, Rule], ...]:
        """As ``for_region``, each with the region whose file has it."""
        found: dict[str, tuple[str, Rule]] = {}
        for home, rule in self.rules:
            if region.startswith(prefix(home)):
                found[rule.id] = (home, rule)
        return tuple(found.values())


def load_policy(*more: Path, folder: Path = FOLDER, white: Path | None = None) -> Policy:
    """The policy of a folder and of further files, with its white list or another; raises ``PolicyError``."""
    files = [file for file in sorted(folder.glob("*.yml")) if file.name != WHITELIST]
    return _Reading(_read(file) for file in [*files, *more]).policy(_read(white or folder / WHITELIST))


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of a policy file and of the white list."""
    schema = TypeAdapter(PolicyFile | WhiteListFile).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Aidchain policy file", **schema}


def _read(file: Path) -> located.Located:
    try:
        return located.read(file)
    except CatalogueError as error:
        raise PolicyError(error.file, error.line, error.problem, error.expected) from None


class _Reading:
    """All files at once, because one may name a definition of another."""

    def __init__(self, sources: Iterable[located.Located]) -> None:
        self.files = [(source, _model(PolicyFile, source)) for source in sources]
        self.known: set[str] = set()
        self.named: dict[str, Condition] = {}
        self.tables: dict[str, ParameterTable] = {}
        for source, file in self.files:
            self.known.update(file.reserved, (rule.id for rule in file.rules))
            for name, condition in file.named.items():
                if name in self.named:
                    raise _error(source, ("named", name), f"the condition {name} is defined twice", "each name once")
                self.named[name] = condition
            for name, table in file.parameters.items():
                have = self.tables.get(name)
                if have is not None and (have.unit, have.by) != (table.unit, table.by):
                    raise _error(source, ("parameters", name), f"{name} has another unit elsewhere", "one unit a table")
                values = table.values if have is None else have.values + table.values
                self.tables[name] = table.model_copy(update={"values": values})

    def policy(self, white: located.Located) -> Policy:
        rules: list[tuple[str, Rule]] = []
        for source, file in self.files:
            seen: set[str] = set()
            for name, condition in file.named.items():
                self._check_condition(source, ("named", name), condition, (name,))
            for index, rule in enumerate(file.rules):
                if rule.id in seen:
                    raise _error(source, ("rules", index), f"the rule {rule.id} stands twice", "each id once a file")
                seen.add(rule.id)
                self._check_rule(source, ("rules", index), rule)
                rules.append((file.region, rule))
        lines = _model(WhiteListFile, white).lines
        for index, line in enumerate(lines):
            self._check_white(white, ("lines", index), line)
        rules.sort(key=lambda entry: (entry[1].id, len(prefix(entry[0]))))
        return Policy(tuple(rules), self.named, Parameters(self.tables), lines)

    def _check_rule(self, source: located.Located, path: Where, rule: Rule) -> None:
        for name in rule.yields_to:
            self._check_reference(source, (*path, "yields_to"), name)
        for field, value in _fields(rule):
            if field in ITEMS and value != "all":
                for code in (value,) if isinstance(value, str) else value:
                    self._check_item(source, path, code)
            elif field in CATEGORIES:
                for code in value:
                    self._check_category(source, path, code)
            elif field in PARAMETERS:
                if value is not None:
                    self._check_parameter(source, path, value)
            elif field in {"given", "expect", "when", "where", "household", "yellow", "red"} and value is not None:
                self._check_condition(source, path, value)
                if field == "household" or (rule.unit == "household" and field not in {"where", "yellow", "red"}):
                    self._check_of_household(source, path, value)
            elif field in {"sides", "unless"}:
                for condition in value or ():
                    self._check_condition(source, path, condition)
                    if rule.unit == "household" and rule.kind != "twice":
                        self._check_of_household(source, path, condition)

    def _check_white(self, source: located.Located, path: Where, line: WhiteLine) -> None:
        for name in line.limits:
            self._check_reference(source, (*path, "limits"), name)
        for code in (*line.items, *line.together):
            self._check_item(source, path, code)
        if line.when is not None:
            self._check_condition(source, (*path, "when"), line.when)

    def _check_condition(
        self, source: located.Located, path: Where, condition: Condition, inside: tuple[str, ...] = ()
    ) -> None:
        for part in parts(condition):
            if isinstance(part, CategoryAtom):
                for code in part.category:
                    self._check_category(source, path, code)
            elif isinstance(part, BenefitAtom | PaymentAtom):
                for code in part.benefit if isinstance(part, BenefitAtom) else part.payment:
                    self._check_item(source, path, code)
            elif isinstance(part, SpendingAtom):
                self._check_parameter(source, path, part.spending.over)
            elif isinstance(part, SpendingShareAtom):
                self._check_parameter(source, path, part.spending_share.over)
            elif isinstance(part, FactAtom):
                self._check_tests(source, path, part)
            elif isinstance(part, LocalAtom):
                self._check_parameter(source, path, part.local)
            elif isinstance(part, NamedCondition):
                if part.named not in self.named:
                    where = _find(source, path, part.named)
                    raise _error(source, where, f"no condition {part.named}", "a name that stands under named")
                if part.named in inside:
                    raise _error(
                        source, path, f"the condition {part.named} names itself", "conditions without a circle"
                    )
                self._check_condition(source, path, self.named[part.named], (*inside, part.named))

    def _check_tests(self, source: located.Located, path: Where, atom: FactAtom) -> None:
        for test in atom.where:
            for name in (test.over, test.under):
                if name is not None and name not in self.tables:
                    raise _error(source, _find(source, path, name), f"no parameter {name}", "a name of parameters")
            kind = value_types(atom.fact).get(test.field)
            for code in test.one_of:
                if kind is ItemCode:
                    self._check_item(source, path, str(code))
                elif kind is CategoryCode:
                    self._check_category(source, path, str(code))

    def _check_of_household(self, source: located.Located, path: Where, condition: Condition) -> None:
        """A household has no personal facts: a question about them would stay open for ever."""
        for part in parts(condition):
            if isinstance(part, NamedCondition):
                self._check_of_household(source, path, self.named[part.named])
            elif isinstance(part, SomeOf | EveryOf):
                return
            elif not isinstance(part, _OF_HOUSEHOLDS):
                expected = "category, benefit, payment, fact, or some member"
                raise _error(source, path, f"a household has no {_naming(part)}", expected)

    def _check_parameter(self, source: located.Located, path: Where, name: str) -> None:
        if name not in self.tables:
            raise _error(source, _find(source, path, name), f"no parameter {name}", "a name of parameters")

    def _check_reference(self, source: located.Located, path: Where, rule: str) -> None:
        if rule not in self.known:
            raise _error(source, _find(source, path, rule), f"no rule {rule}", "the id of a rule, shipped or reserved")

    def _check_item(self, source: located.Located, path: Where, code: str) -> None:
        item = catalogue().items.get(code)
        if item is None or item.status_only:
            raise _error(source, _find(source, path, code), f"no item {code}", "an item of schema/catalogue/items.yml")

    def _check_category(self, source: located.Located, path: Where, code: str) -> None:
        if code not in catalogue().categories:
            where = _find(source, path, code)
            raise _error(source, where, f"no category {code}", "a category of schema/catalogue/categories.yml")


def _fields(model: PolicyModel) -> Iterator[tuple[str, Any]]:
    """Every field of a rule and of the plain models in it; conditions are left whole."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        yield name, value
        if name in {"two_places", "two_households", "paid", "spending", "member"} and value is not None:
            yield from _fields(value)
        elif name in {"due", "also"}:
            for entry in value:
                yield from _fields(entry)


def _model(kind: type[Model], source: located.Located) -> Model:
    try:
        return kind.model_validate(source.content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path: Where = ()
        for part in first["loc"]:
            # the tags that pydantic puts between the keys of a union are not in the file
            if (*path, part) in source.lines:
                path = (*path, part)
        place = ".".join(str(part) for part in first["loc"])
        raise _error(source, path, f"{place}: {first['msg']}", f"what {SCHEMA} allows") from None


def _find(source: located.Located, path: Where, text: str) -> Where:
    """The position of a text within a part of a file; else that of the part."""
    content = source.content
    for step in path:
        content = content[step]
    pending: list[tuple[Where, Any]] = [(path, content)]
    while pending:
        place, value = pending.pop(0)
        if value == text:
            return place
        if isinstance(value, dict):
            pending.extend(((*place, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            pending.extend(((*place, index), inner) for index, inner in enumerate(value))
    return path


def _naming(condition: Condition) -> str:
    return next(iter(condition.model_fields_set - {"note", "if_uncovered"}), "such fact")


def _error(source: located.Located, path: Where, problem: str, expected: str) -> PolicyError:
    return PolicyError(source.file, source.line(*path), problem, expected)
