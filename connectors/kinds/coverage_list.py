"""The list of divisions and months that a file answers for: a sheet of it, or a file beside it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from connectors.base import DeliveryScope
from connectors.card import Doubt, Skip, Where
from connectors.kinds.files_card import CoverageList, FilesScope, FilesStream
from connectors.kinds.readers import reader_of
from connectors.mapping.columns import Header
from connectors.mapping.periods import period
from connectors.mapping.places import parsed_division
from connectors.tally import Tally
from schema.errors import DeliveryError, InvalidValueError
from schema.message import Message


def listed_scopes(path: Path, stream: FilesStream, place: str) -> tuple[DeliveryScope, ...]:
    """The scopes of a list. Raises DeliveryError where it is missing, empty or contains an invalid division or
    month."""
    where = stream.scope.coverage
    if where is None:
        return ()
    source = list_of(path, where)
    if not source.is_file():
        raise _wrong(place, Message(f"缺少报送范围文件 {source.name}", f"the coverage list {source.name} is missing"))
    name = f"{place} ({where.sheet or source.name})"
    found: defaultdict[str, set[int]] = defaultdict(set)
    asked = _only(stream, where)
    for row in reader_of(source, name)(source, asked, name, Tally()):
        header = Header(row.cells)
        division, month = row.cells.get(header.find(where.division)), row.cells.get(header.find(where.month))
        try:
            if row.fault is None and division is not None and month is not None:
                found[parsed_division(division, stream.scope.division.level, stream.serves)] |= {*period(month).months}
                continue
        except InvalidValueError as error:
            raise _wrong(name, Message(f"第 {row.where} 行不可识读", f"row {row.where} cannot be read")) from error
        raise _wrong(name, Message(f"第 {row.where} 行不完整", f"row {row.where} is not whole"))
    if not found:
        raise _wrong(name, Message("报送范围为空", "the coverage list is empty"))
    return tuple(DeliveryScope(code, tuple(sorted(months))) for code, months in sorted(found.items()))


def list_of(path: Path, where: CoverageList) -> Path:
    """The file that holds the list."""
    return path if where.file is None else path.with_name(where.file)


def without_list(stream: FilesStream) -> FilesStream:
    """The stream for reading its rows: without the sheet of the list."""
    where = stream.scope.coverage
    if where is None or where.sheet is None:
        return stream
    return stream.model_copy(update={"leave_sheets": (*stream.leave_sheets, where.sheet)})


def _only(stream: FilesStream, where: CoverageList) -> FilesStream:
    """The stream as a list of two columns."""
    scope = FilesScope(division=Where(column=where.division), month=Where(column=where.month))
    nothing: dict[str, object] = {"map": {}, "subjects": {}, "key": (), "unpack": {}, "ignore": ()}
    nothing["months_in_columns"] = None
    more = {"scope": scope, "sheet": where.sheet, "leave_sheets": (), "skip": Skip(), "doubt": Doubt()}
    return stream.model_copy(update={**nothing, **more})


def _wrong(place: str, problem: Message) -> DeliveryError:
    return DeliveryError(
        place,
        problem,
        Message("每行写明区划和月份的报送范围；请补正后重新报送", "a list with a division and a month in each row"),
    )
