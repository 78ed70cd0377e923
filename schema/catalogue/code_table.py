"""Code tables as data (``codes/*.yml``): a national standard's codes with their labels and sources' spellings.

A code leads to itself, a label to its code; two entries of a table never share a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schema.catalogue import located
from schema.errors import CatalogueError, InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason

FOLDER = Path(__file__).parent / "codes"


class Code(BaseModel):
    """One entry of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="a code in quotes")
    zh: str = Field(description="the standard's label")
    en: str = Field(description="an English label")
    also: tuple[str, ...] = Field(default=(), description="a list of labels and codes that sources write instead")


class CodeTable:
    """One table; ``title`` and ``standard`` are its name and origin."""

    def __init__(self, source: located.Located) -> None:
        content = source.content if isinstance(source.content, dict) else {}
        self.name = str(content.get("table", ""))
        self.title: dict[str, str] = content.get("title", {})
        self.standard = str(content.get("standard", ""))
        self.codes: dict[str, Code] = {}
        self._prefixes: tuple[str, ...] = tuple(content.get("prefixes", ()))
        self._labels: dict[str, str] = {}
        for path, entry in source.rows("codes"):
            code = source.model(Code, path, entry)
            if code.code in self.codes:
                raise source.error(path, f"the code {code.code} stands twice", "each code once")
            self.codes[code.code] = code
        for path, entry in source.rows("codes"):
            for label in (entry["code"], entry["zh"], *entry.get("also", ())):
                owner = self._labels.setdefault(cell.compact(label), entry["code"])
                if owner != entry["code"]:
                    raise source.error(path, f"{label} means {owner} already", "labels that one code has")

    def find(self, label: Any) -> str | None:
        """The code of a code or label, None where the table has none."""
        found = self._labels.get(label) if isinstance(label, str) else None
        if found is not None:
            return found
        written = cell.compact(label)
        if written.endswith(".0"):
            written = written[:-2]
        for text in (written, *(written.removeprefix(prefix) for prefix in self._prefixes)):
            if (found := self._labels.get(text)) is not None:
                return found
        return None

    def parse(self, label: Any) -> str:
        """As ``find``; raises ``InvalidValueError`` (``unknown_code``)."""
        code = self.find(label)
        if code is None:
            raise InvalidValueError(
                Reason.UNKNOWN_CODE,
                Message(f"对照表 {self.name} 中的代码或名称", f"a code or label of the table {self.name}"),
            )
        return code

    @property
    def labels(self) -> Mapping[str, str]:
        """Every code and label, as ``cell.compact`` writes it, with its code."""
        return MappingProxyType(self._labels)

    def zh(self, code: str) -> str:
        return self.codes[code].zh

    def en(self, code: str) -> str:
        return self.codes[code].en

    def __contains__(self, code: object) -> bool:
        return code in self.codes


@cache
def code_table(name: str) -> CodeTable:
    """A shipped table by its file's name; raises ``CatalogueError`` for an unknown one."""
    file = FOLDER / f"{name}.yml"
    if name not in table_names():
        raise CatalogueError(file.name, None, "no such code table", f"one of {', '.join(table_names())}")
    return read_table(file)


@cache
def table_names() -> tuple[str, ...]:
    """Names of the shipped tables, in order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yml")))


def read_table(file: Path) -> CodeTable:
    """A table from any file, for a deployment's own; the field ``table`` must be the file's name."""
    source = located.read(file)
    table = CodeTable(source)
    if table.name != file.stem:
        raise source.error(("table",), f"the table is called {table.name}", f"table: {file.stem}, as the file")
    return table
