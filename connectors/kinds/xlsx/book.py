"""A workbook's own part: its sheets in order, which are visible, its date system, whether its formulas were calculated.

Names may be in character references, prefixes and targets as any program writes them; protection without encryption
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from connectors.kinds.xlsx.merged import Merge
from connectors.kinds.xlsx.package import Package
from connectors.kinds.xlsx.strings import SharedStrings
from connectors.kinds.xlsx.styles import date_styles
from connectors.kinds.xlsx.survey import Survey, survey
from connectors.kinds.xlsx.unsound import damaged

Elements = list[tuple[str, dict[str, str]]]

_TRUE = ("1", "true", "on")


@dataclass(frozen=True)
class Sheet:
    """A worksheet of a package."""

    package: Package
    name: str
    part: str
    visible: bool

    @cached_property
    def _survey(self) -> Survey:
        return survey(self.package, self.part)

    @property
    def has_long_numbers(self) -> bool:
        return self._survey.long_numbers

    @property
    def merges(self) -> tuple[Merge, ...]:
        return self._survey.merges


class Book:
    """Of an open package. Raises DeliveryError where the workbook's own part is damaged."""

    def __init__(self, package: Package) -> None:
        self.package = package
        elements = package.elements(package.book)
        related = package.related(package.book)
        self.from_1904 = _states(elements, "workbookPr", "date1904")
        self.uncalculated = _states(elements, "calcPr", "fullCalcOnLoad")
        """The program that wrote it calculated no formula: it asks the spreadsheet that opens it to."""
        self.sheets = tuple(self._sheets(elements, related))
        by_kind = {kind: target for kind, target in related.values()}
        self.strings = SharedStrings(package, by_kind.get("sharedStrings"))
        self.dates = date_styles(package, by_kind.get("styles"))

    def _sheets(self, elements: Elements, related: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
        """Worksheets only: a chart or dialogue has no cells."""
        place, found = self.package.place, False
        for element, attributes in elements:
            if element != "sheet":
                continue
            kind, part = related.get(attributes.get("id", ""), ("", ""))
            if kind in ("chartsheet", "dialogsheet", "xlMacrosheet"):
                continue
            if kind != "worksheet" or not self.package.has(part):
                raise damaged(place)
            found = True
            visible = attributes.get("state", "visible") == "visible"
            yield Sheet(self.package, attributes.get("name", ""), part, visible)
        if not found:
            raise damaged(place)


def _states(elements: Elements, element: str, attribute: str) -> bool:
    return any(name == element and given.get(attribute, "").lower() in _TRUE for name, given in elements)
