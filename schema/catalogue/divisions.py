"""Divisions as a dated table: name, validity and successor of each code.

National codes are never reused, so an abolished code always leads to its successor. The table
holds Shandong; counties of other provinces are known only as areas of identity numbers.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from schema.catalogue import located
from schema.errors import CatalogueError

FOLDER = Path(__file__).parent
_ENDINGS = ("省", "市", "区", "县", "街道办事处", "街道", "镇", "乡", "办事处")
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for code in range(first, last + 1)
)


class Division(BaseModel):
    """One row of the table; ``since`` and ``until`` are years of the decision, None is "before and after"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^\d{6}(\d{3}){0,2}$", description="6, 9 or 12 digits in quotes")
    name: str
    since: int | None = None
    until: int | None = None
    successors: tuple[str, ...] = Field(default=(), description="a list of codes")
    merged: bool = False
    zone: bool = False
    also: tuple[str, ...] = Field(default=(), description="a list of older or misspelt names")

    @property
    def now(self) -> str:
        """The current code: itself, its one successor, or the prefecture that several successors share."""
        if not self.successors:
            return self.code
        return self.successors[0] if len(self.successors) == 1 else self.successors[0][:4] + "00"

    def valid_in(self, year: int) -> bool:
        """Whether the code was in use at some time of a year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


class Table:
    """Divisions by code and by name."""

    def __init__(self, rows: dict[str, Division]) -> None:
        self.rows = rows
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows.values():
            for name in (row.name, *row.also):
                self.names[name].add(row.code)
                for ending in _ENDINGS:
                    if name.endswith(ending) and len(name) - len(ending) >= 2:
                        self.names[name[: -len(ending)]].add(row.code)

    def inside(self, name: str, outer: str | None) -> set[str]:
        """Current codes that a name may mean, abolished ones replaced, within a division."""
        start = "" if outer is None else _shared(outer)
        found = set()
        for code in self.names.get(name, ()):
            now = self.rows[code].now
            if now.startswith(start) or code.startswith(start):
                found.add(now)
        return found


_extensions: list[Path] = []


def extend(file: Path) -> None:
    """Add a deployment's own rows: ``divisions`` and ``townships`` as in the shipped files; later files win.

    Raises ``CatalogueError`` with file and line where they are wrong; the table then stays as it was.
    """
    if file in _extensions:
        return
    _extensions.append(file)
    table.cache_clear()
    try:
        table()
    except CatalogueError:
        withdraw(file)
        raise


def withdraw(file: Path) -> None:
    """Undo ``extend`` of a file."""
    if file in _extensions:
        _extensions.remove(file)
        table.cache_clear()


def edition() -> tuple[Path, ...]:
    """Which files the table was extended by: under another edition a name may resolve otherwise."""
    return tuple(_extensions)


@cache
def table() -> Table:
    """The shipped table and its additions."""
    rows: dict[str, Division] = {}
    for file in (FOLDER / "divisions.yml", FOLDER / "townships.yml", *_extensions):
        rows.update(_read(file, rows))
    return Table(rows)


def division(code: str) -> Division | None:
    """The row of a code, abolished ones too."""
    return table().rows.get(code)


def name_of(code: str) -> str:
    """A division's full name (济南市历下区解放路街道), as far as its parts are on file."""
    parts = [code[:4] + "00"] if not code[:6].endswith("00") else []
    parts += [code[:length] for length in (6, 9, 12) if len(code) >= length]
    return "".join(row.name for part in parts if (row := division(part)) is not None)


def counties(prefecture: str | None = None) -> list[str]:
    """Codes of the current counties (zones aside), of one prefecture or of all."""
    start = "" if prefecture is None else _shared(prefecture)
    return sorted(
        row.code
        for row in table().rows.values()
        if len(row.code) == 6 and not row.code.endswith("00") and not row.until and not row.zone
        if row.code.startswith(start)
    )


def prefectures() -> list[str]:
    """Codes of the current prefectures."""
    return sorted(
        row.code
        for row in table().rows.values()
        if len(row.code) == 6 and row.code.endswith("00") and not row.code.endswith("0000") and not row.until
    )


def current(code: str) -> str | None:
    """The 6-digit code as it is now, an abolished one replaced; None if unknown.

    Codes of other provinces are taken as they are where the province exists; so are Shandong's statistical zones
    (last two digits from 71) and 市辖区 (01) of a prefecture on file.
    """
    rows = table().rows
    row = rows.get(code)
    if row is None:
        if not code.startswith("37"):
            return code if code[:2] in _PROVINCES else None
        prefecture = rows.get(code[:4] + "00")
        zone = prefecture is not None and prefecture.until is None and (71 <= int(code[4:]) < 81 or code.endswith("01"))
        return code if zone else None
    return row.now


def keeps_townships(code: str) -> bool:
    """Whether the townships of an abolished county kept their last digits under its successor."""
    row = division(code)
    return row is None or not row.successors or (len(row.successors) == 1 and not row.merged)


def is_area(code: str) -> bool:
    """Whether six digits are or ever were a division of China, for the area of an identity number."""
    return _is_area(code, edition())


@lru_cache(maxsize=16384)
def _is_area(code: str, edition: tuple[Path, ...]) -> bool:
    if code in table().rows:
        return True
    from stdnum import numdb  # the dated national table, read only when an area is not ours

    return any("county" in info for _, info in numdb.get("cn/loc").info(code))


def resolve(name: str, within: str | None = None) -> str | None:
    """The code of a Chinese name, inside ``within`` if given; None where none or several have it.

    Reads 山东省济南市历下区, 济南历下, 历下区, with or without a township; an abolished name leads to its successor.
    """
    return _resolve("".join(name.split()), within, edition())


def township(name: str, county: str) -> str | None:
    """The 9-digit code of a township by its name within a county; 办事处 and 街道 may be left out."""
    for ending in ("街道办事处", "街道办", "办事处"):
        if name.endswith(ending):
            name = name[: -len(ending)] + "街道"
            break
    found = {code for code in table().inside(name, county) if len(code) == 9}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16384)
def _resolve(name: str, within: str | None, edition: tuple[Path, ...]) -> str | None:
    known = table()
    if len(name) < 2:
        return None
    found = known.inside(name, within)
    if within is None:
        found = {code for code in found if len(code) == 6}
    if len(found) == 1:
        return found.pop()
    if found:
        return None
    for length in range(len(name) - 1, 1, -1):  # the longest beginning that is one division, then the rest inside it
        outer = known.inside(name[:length], within)
        if len(outer) == 1 and (code := outer.pop()) != within:
            inner = township(name[length:], code) if len(code) == 6 and not code.endswith("00") else None
            inner = inner or _resolve(name[length:], code, edition)
            if inner is not None:
                return inner
    return None


def _shared(code: str) -> str:
    return code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code


def _read(file: Path, known: dict[str, Division]) -> dict[str, Division]:
    source = located.read(file)
    content = source.content if isinstance(source.content, dict) else {}
    if not content.keys() <= {"divisions", "townships"} or not content:
        raise source.error((), f"unknown keys {sorted(map(str, content))}", "the keys divisions and townships")
    found: dict[str, Division] = {}
    for path, entry in source.rows("divisions") if "divisions" in content else ():
        row = source.model(Division, path, entry)
        if row.code in found:
            raise source.error(path, f"the code {row.code} stands twice", "each code once")
        found[row.code] = row
    for path, entry in source.rows("divisions") if "divisions" in content else ():
        for successor in entry.get("successors", ()):
            if successor not in found and successor not in known:
                raise source.error((*path, "successors"), f"no division {successor}", "codes of this table")
    townships = content.get("townships") or {}
    if not isinstance(townships, dict):
        raise source.error(("townships",), "no mapping of counties", "a county's code over its townships")
    for county, names in townships.items():
        if str(county) not in found and str(county) not in known:
            raise source.error(("townships", county), f"no county {county}", "the code of a county on file")
        if not isinstance(names, dict):
            raise source.error(("townships", county), "no mapping of townships", 'lines such as "001": 解放路街道')
        for digits, name in names.items():
            path = ("townships", county, digits)
            row = source.model(Division, path, {"code": f"{county}{digits}", "name": name})
            found[row.code] = row
    return found
