"""A card of kind ``files``: the folder, and the layout of a stream's files.

File names, sheets and text are declared here; the meaning of rows is declared alike in every kind.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from connectors.card import Connection, Model, ScopeCard, SourceCard, StreamCard, Text, Texts, listed
from connectors.kinds.folder import PLACEHOLDER


class FolderConnection(Connection):
    path: str


class CoverageList(Model):
    """A list of the divisions and months that a delivery answers for: a sheet of its workbook, or a file beside it."""

    sheet: str | None = None
    file: str | None = Field(default=None, pattern=r"^[^/]+$")
    """The name of a file in the delivery's folder."""
    division: Texts
    month: Texts
    """Columns of the list; a month may be a stretch."""

    @model_validator(mode="after")
    def _one_place(self) -> CoverageList:
        if (self.sheet is None) == (self.file is None):
            raise ValueError("exactly one of sheet and file")
        return self


class FilesScope(ScopeCard):
    coverage: CoverageList | None = None
    """Beside a month column: a list of the scopes that the delivery answers for."""


class Year(Model):
    """Where the year of a sheet comes from; exactly one place."""

    file: Text | None = None
    title: bool = False
    const: Text | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Year:
        if sum((self.file is not None, self.title, self.const is not None)) != 1:
            raise ValueError("exactly one of file, title and const")
        return self


class MonthsInColumns(Model):
    """A sheet with one column a month (``1月`` … ``12月``): read as one row a month."""

    columns: dict[Text, Text] = Field(min_length=1)
    """A new column -> the headers whose cells it takes, with ``{m}`` for the month and ``{y}`` for a year."""
    month: Text = "月份"
    """The new column that holds the month (``2026-07``)."""
    year: Year | None = None
    """None where the headers name it."""

    @model_validator(mode="after")
    def _with_months(self) -> MonthsInColumns:
        for pattern in self.columns.values():
            if "{m}" not in pattern:
                raise ValueError("headers with {m} for the month, such as '{m}月'")
            if ("{y}" in pattern) == (self.year is not None):
                raise ValueError("the year either in the headers ({y}) or by year: {file | title | const}")
        return self


class FilesStream(StreamCard):
    """One sheet or text file, delivered again and again."""

    scope: FilesScope
    file: str | None = None
    """Pattern under the connection's path, ``低保家庭查询_{division}_{month}.xlsx``."""
    marker: str | None = None
    """The name of the marker file beside a complete delivery (``{name}.ok``, ``{stem}.done``)."""
    encoding: Annotated[tuple[Literal["utf-8", "gb18030"], ...], BeforeValidator(listed)] = ("utf-8", "gb18030")
    delimiter: str = ","
    header_rows: Literal[1, 2] = 1
    """2: the header may have two rows with merged cells, groups above their columns."""
    sheet: str | None = None
    """Workbooks: the one sheet to read; without it every visible one."""
    leave_sheets: Texts = ()
    """Workbooks: names of sheets to ignore, also as patterns (``填表说明*``)."""
    merged: Literal["reject", "fill"] = "reject"
    """Workbooks: whether cells merged over several rows reject their rows, or each row has the merged cell's value."""
    months_in_columns: MonthsInColumns | None = None

    @field_validator("file")
    @classmethod
    def _below_its_folder(cls, value: str | None) -> str | None:
        if value is not None and (value.startswith("/") or ".." in value.split("/")):
            raise ValueError("a pattern inside the folder that the connection names, without ..")
        return value

    @field_validator("marker")
    @classmethod
    def _beside_its_file(cls, value: str | None) -> str | None:
        rest = "" if value is None else value.replace("{name}", "").replace("{stem}", "")
        if value is not None and (not rest.strip(".") or any(sign in rest for sign in "/{}*")):
            raise ValueError("a name beside the file, such as {name}.ok")
        return value

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(filter(None, PLACEHOLDER.findall(self.file or "")))

    @property
    def has_title(self) -> bool:
        return True

    @property
    def reads_title(self) -> bool:
        """Whether the rows above the header contain a part of the scope."""
        wide, scope = self.months_in_columns, self.scope
        named = (scope.division, scope.month, scope.months, None if wide is None else wide.year)
        return any(where is not None and where.title for where in named)

    @property
    def answers_months(self) -> bool:
        return super().answers_months or self.months_in_columns is not None

    @property
    def made_columns(self) -> frozenset[str]:
        wide = self.months_in_columns
        return frozenset() if wide is None else frozenset({wide.month, *wide.columns})


class FilesCard(SourceCard):
    """Files in a folder, or in several below it."""

    kind: Literal["files"]
    connection: FolderConnection
    streams: tuple[FilesStream, ...] = Field(min_length=1)
    leave: Texts = ()
    """Names in the folder to ignore (``*.done``, ``说明*.txt``)."""
    settle: Annotated[float, Field(ge=0, le=3600)] | None = None
    """Seconds without a change after which a file counts as whole, instead of the home's."""


def as_file(stream: StreamCard) -> FilesStream:
    """A stream of any kind as it is read from a file that was exported for a preview: the same columns and rows."""
    said = {name: getattr(stream, name) for name in StreamCard.model_fields if name in stream.model_fields_set}
    scope = FilesScope(division=stream.scope.division, month=stream.scope.month)
    return FilesStream.model_validate(said | {"scope": scope})
