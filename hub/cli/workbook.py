"""The workbook in which a department gets its rejected rows back: one sheet a stream, every cell text.

A text can never be a formula, whatever a file's name or a column's heading begins with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub.cli import words
from hub.cli.language import language, said
from hub.cli.output import printable
from hub.private import private
from hub.xlsx import Sheet, workbook
from schema.errors import CallerError
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard

_COLUMNS = (
    (words.FILE, "file", 36),
    (words.ROW, "row", 8),
    (words.FIELD, "field", 18),
    (words.REASON, "reason", 50),
    (words.EXPECTED, "expected", 40),
    (words.RUN, "run", 24),
)
_HEAD = Message(
    "下列各行未能接收，其余各行不受影响。请在原文件中更正后，整份重新报送。",
    "These rows could not be taken; all others were. Correct them in the original file and send the whole file again.",
)
_LONGEST_NAME = 31
"""Characters of a sheet's name."""


def write_rejections(file: Path, rows: Sequence[Mapping[str, Any]], cards: Mapping[str, SourceCard]) -> None:
    """``rows`` have the keys of ``_COLUMNS`` and a stream. Raises ``CallerError`` for a file that exists."""
    taken: set[str] = set()
    headings = [said(heading) for heading, _, _ in _COLUMNS]
    widths = [width for _, _, width in _COLUMNS]
    sheets = []
    ordered = sorted(rows, key=lambda row: str(row["stream"]))
    for stream, its in groupby(ordered, key=lambda row: str(row["stream"])):
        texts = [[printable(row[key]) for _, key, _ in _COLUMNS] for row in its]
        sheets.append(Sheet(_sheet_name(stream, cards, taken), [[said(_HEAD)], headings], texts, widths))
    _write_new(file, workbook(sheets))


def _write_new(file: Path, content: bytes) -> None:
    try:
        with open(file, "xb", opener=private) as written:
            written.write(content)
    except FileExistsError:
        raise CallerError(
            Message(
                f"{file} 已经存在，未覆盖；请换一个文件名", f"{file} is there already and was kept; name another file"
            )
        ) from None


def _sheet_name(stream: str, cards: Mapping[str, SourceCard], taken: set[str]) -> str:
    """The source's title and the stream's name, as a workbook allows it and not yet ``taken``; added to ``taken``."""
    source, _, name = stream.partition(".")
    card = cards.get(source)
    title = stream if card is None else f"{card.title.zh if language() == 'zh' else card.title.en} {name}"
    title = " ".join(re.sub(r"[\[\]:*?/\\']", " ", printable(title)).split())
    for number in count(1):
        suffix = "" if number == 1 else f" {number}"
        found = title[: _LONGEST_NAME - len(suffix)] + suffix
        if found.casefold() not in taken:
            break
    taken.add(found.casefold())
    return found
