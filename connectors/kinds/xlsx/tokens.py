"""Rows of a sheet as tokens, one a cell: a fast pattern for the way that programs write them, a parser for the rest.

A row that the pattern does not take to its last character is parsed as XML, so nothing in it is passed over. A sheet
that ends before its end tag is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.kinds.xlsx.package import Package, undeclared
from connectors.kinds.xlsx.reading import Events, parse_piece
from connectors.kinds.xlsx.unsound import damaged

Token = tuple[str, str, str, str, str, str]
"""Column letters, attributes (``s`` and ``t``), formula, value, inline text, and the unmatched rest."""

NO_RESULT = "?"
"""In a token's formula: the file holds no result of it."""
BLANK_RESULT = "!"
"""In a token's formula: the result is the empty text."""

_CELL = re.compile(
    r'\s*<c(?: r="([A-Z]{1,3})[0-9]{1,7}")?((?: [a-z]+="[A-Za-z0-9]*")*) ?(?:/>|>(?:'
    r"(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?<v>([^<]+)</v>|<is><t(?: [^<>]*)?>([^<]*)</t></is>)?</c>)|(\S)"
)
_ROW = re.compile(r'\s*<row((?: [\w:.]+="[^"<>]*")*) ?(/?)>')
_NUMBER = re.compile(r' r="(\d{1,7})"')
_DATA = re.compile(r"<(?:(\w+):)?sheetData\b[^<>]*?(/?)>")
_HEAD = 32 << 20
_LONGEST = 32 << 20
"""Characters of one row, and of the part before the first."""


def token_rows(package: Package, part: str) -> Iterator[tuple[int, list[Token]]]:
    """(row number, tokens) of every row that has cells, in order. Raises DeliveryError for a damaged sheet."""
    texts = undeclared(package.texts(part))
    kept, prefix, empty = _data(texts, package.place)
    if empty:
        return
    begin, close, end, ended = f"<{prefix}", f"</{prefix}", f"</{prefix}row>", f"</{prefix}sheetData>"
    number = 0
    text: str | None = kept
    kept = ""
    while text is not None:
        *pieces, kept = (kept + text).split(end)
        for piece in pieces:
            if prefix:
                piece = piece.replace(begin, "<").replace(close, "</")
            for stated, tokens in _rows(piece, package.place):
                after = number + 1 if stated is None else stated
                if after <= number:
                    raise damaged(package.place)
                number = after
                if tokens:
                    yield number, tokens
        if ended in kept:
            return
        if len(kept) > _LONGEST:
            raise damaged(package.place)
        text = next(texts, None)
    raise damaged(package.place)


def _data(texts: Iterator[str], place: str) -> tuple[str, str, bool]:
    """The text after the tag that opens the rows, the tags' prefix, and whether there are no rows."""
    head = ""
    for text in texts:
        head += text
        found = _DATA.search(head)
        if found is not None:
            return head[found.end() :], f"{found[1]}:" if found[1] else "", bool(found[2])
        if len(head) > _HEAD:
            break
    raise damaged(place)


def _rows(piece: str, place: str) -> list[tuple[int | None, list[Token]]]:
    """The rows of a piece that ends at a row's end tag; rows without cells may precede that row."""
    position = 0
    rows: list[tuple[int | None, list[Token]]] = []
    while True:
        opening = _ROW.match(piece, position)
        if opening is None:
            return _parsed(piece, place)
        position = opening.end()
        stated = _NUMBER.search(opening[1])
        number = None if stated is None else int(stated[1])
        if opening[2]:
            rows.append((number, []))
            continue
        tokens: list[Token] = _CELL.findall(piece, position)
        if any([token[5] for token in tokens]):
            return _parsed(piece, place)
        rows.append((number, tokens))
        return rows


class _Rows(Events):
    """Builds the same tokens from parsed XML."""

    def __init__(self) -> None:
        self.rows: list[tuple[int | None, list[Token]]] = []
        self._cell: dict[str, str] = {}
        self._formula = self._has_value = False
        self._value: list[str] = []
        self._text: list[str] = []
        self._into: list[str] | None = None
        self._phonetic = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._into = None
        if name == "row":
            stated = attributes.get("r", "")
            self.rows.append((int(stated) if stated.isdigit() and len(stated) < 8 else None, []))
        elif name == "c":
            self._cell = attributes
            self._formula = self._has_value = False
            self._value, self._text = [], []
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._has_value = True
            self._into = self._value
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t" and not self._phonetic:
            self._into = self._text

    def end(self, name: str) -> None:
        self._into = None
        if name == "rPh":
            self._phonetic -= 1
        elif name == "c" and self.rows:
            self.rows[-1][1].append(self._token())

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _token(self) -> Token:
        place, kind, style = (self._cell.get(name, "") for name in ("r", "t", "s"))
        value = "".join(self._value).replace("&", "&amp;")
        formula = ""
        if self._formula:
            formula = "f" if value else BLANK_RESULT if kind == "str" and self._has_value else NO_RESULT
        attributes = f' s="{style}"' * bool(style) + f' t="{kind}"' * bool(kind)
        return place.rstrip("0123456789"), attributes, formula, value, "".join(self._text).replace("&", "&amp;"), ""


def _parsed(piece: str, place: str) -> list[tuple[int | None, list[Token]]]:
    reader = _Rows()
    parse_piece(f"{piece}</row>", reader, place)
    return reader.rows
