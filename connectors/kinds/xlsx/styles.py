"""Styles of a workbook: the style ids that show a number as a date or a time.

Only these are kept of a style sheet, however many styles it declares; a workbook without one has no dates.
"""

from __future__ import annotations

from connectors.kinds.xlsx.formats import BUILT_IN, is_date
from connectors.kinds.xlsx.package import Package, undeclared
from connectors.kinds.xlsx.reading import Events, parse

_MOST = 1_000_000
"""Styles beyond which no more are looked at; Excel itself stops at 65,490."""


class _Reader(Events):
    def __init__(self) -> None:
        self.formats: dict[str, bool] = {}
        self.used: list[str] = []
        self._inside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = is_date(attributes.get("formatCode", "")[:256])
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside and len(self.used) < _MOST:
            self.used.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


def date_styles(package: Package, part: str | None) -> frozenset[str]:
    """Style ids, as cells write them, whose numbers are dates or times."""
    if part is None or not package.has(part):
        return frozenset()
    reader = _Reader()
    parse(undeclared(package.texts(part)), reader, package.place)
    built_in = {str(id) for id in BUILT_IN}
    dates = {id for id in {*reader.formats, *built_in} if reader.formats.get(id, id in built_in)}
    return frozenset(str(index) for index, id in enumerate(reader.used) if id in dates)
