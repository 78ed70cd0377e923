"""A time line of months: lanes of members, tracks of items and departments, findings marked in their months.

It reads no store: the same ``Timeline`` becomes text for a terminal and an SVG file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from hub.cli.language import said
from hub.cli.output import shown_yuan
from schema.message import Message
from schema.values.month import month_text


class Mark(StrEnum):
    """The state of one month of a track."""

    LISTED = "listed"
    """In force by a roster or register: membership, category, award, certificate, cover."""
    PAID = "paid"
    EVENT = "event"
    """Something on a day of the month: a death, a one-off award, an expense."""
    FINDING = "finding"
    UNKNOWN = "unknown"
    """A stream of the track has not answered the month; a month without a mark was answered, and there was nothing."""


@dataclass(frozen=True, slots=True)
class Track:
    """One line: an item, category or finding."""

    label: str
    department: str
    marks: Mapping[int, Mark]
    """By month index."""
    amounts: Mapping[int, int] = field(default_factory=dict)
    """Fen by month index, where the track is of money."""
    total: int | None = None
    """Amount in fen of the whole track (a finding's)."""

    @property
    def amount(self) -> str:
        """The amount shown beside the label: the whole sum, else that of the last month."""
        fen = self.total if self.total is not None else self.amounts[max(self.amounts)] if self.amounts else None
        return "" if fen is None else shown_yuan(fen)


@dataclass(frozen=True, slots=True)
class Lane:
    """The tracks of the household, or of one member."""

    title: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``first`` and ``last`` are month indexes, both included."""

    title: str
    first: int
    last: int
    lanes: tuple[Lane, ...]
    notes: tuple[str, ...] = ()
    """A sentence a finding, below the picture."""

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)


_GLYPHS = {Mark.LISTED: "━", Mark.PAID: "●", Mark.EVENT: "◆", Mark.FINDING: "▲", Mark.UNKNOWN: "?"}
_STYLES = {
    Mark.LISTED: "blue",
    Mark.PAID: "green",
    Mark.EVENT: "yellow",
    Mark.FINDING: "bold red",
    Mark.UNKNOWN: "magenta",
}
_LABEL, _DEPARTMENT, _AMOUNT = 24, 10, 11
_WIDE = 80
"""Width from which amounts are shown."""
LEGEND = {
    Mark.LISTED: Message("在册", "listed"),
    Mark.PAID: Message("发放", "paid"),
    Mark.EVENT: Message("事件", "event"),
    Mark.FINDING: Message("线索", "finding"),
    Mark.UNKNOWN: Message("未知（尚未报送）", "unknown: not delivered"),
}
NOTHING = Message("已报送，没有", "delivered, and nothing")
"""The meaning of a month without a mark."""


def draw(timeline: Timeline, width: int) -> Text:
    """As text of at most ``width`` cells a line; the oldest months are dropped where there is no room for all."""
    amounts = _AMOUNT if width >= _WIDE else 0
    margin = " " * (_LABEL + _DEPARTMENT + amounts + 2)
    room = width - len(margin)
    cell = 2 if len(timeline.months) * 2 <= room else 1
    months = timeline.months[-(room // cell) :]
    text = Text(no_wrap=True, overflow="crop")
    text.append(f"{timeline.title}\n", "bold")
    text.append(margin + _years(months, cell) + "\n", "dim")
    for lane in timeline.lanes:
        text.append(f"{lane.title}\n", "bold cyan")
        for track in lane.tracks:
            _line(text, track, months, cell, amounts)
    left = 0
    for glyph, style, meaning in _legend():
        size = 4 + cell_len(meaning)
        if left + size > width:
            text.append("\n")
            left = 0
        text.append(f"  {glyph}", style).append(f" {meaning}", "dim")
        left += size
    return text


def _legend() -> Iterator[tuple[str, str, str]]:
    """(glyph, style, meaning)."""
    for mark, meaning in LEGEND.items():
        yield _GLYPHS[mark], _STYLES[mark], said(meaning)
    yield "·", "bright_black", said(NOTHING)


def _line(text: Text, track: Track, months: range, cell: int, amounts: int) -> None:
    finding = Mark.FINDING in track.marks.values()
    text.append(f"  {set_cell_size(track.label, _LABEL - 1)} ", "red" if finding else "")
    text.append(f"{set_cell_size(track.department, _DEPARTMENT - 1)} ", "dim")
    if amounts:
        text.append(f"{track.amount:>{amounts - 1}} ", "red" if finding else "")
    for month in months:
        mark = track.marks.get(month)
        glyph = _GLYPHS[mark] if mark else "·"
        style = _STYLES[mark] if mark else "bright_black"
        joined = mark is Mark.LISTED and track.marks.get(month + 1) not in (None, Mark.UNKNOWN)
        text.append(glyph + ("━" if joined else " ") * (cell - 1), style)
    text.append("\n")


def _years(months: range, cell: int) -> str:
    """The year over each January; the first month in full where the next January leaves it room."""
    line = [" "] * (len(months) * cell)
    labels = [(position, month_text(month)[:4]) for position, month in enumerate(months) if month % 12 == 0]
    if not labels or labels[0][0] * cell > 7:
        labels.insert(0, (0, month_text(months[0])))
    for position, label in labels:
        start = position * cell
        if start + len(label) <= len(line):
            line[start : start + len(label)] = label
    return "".join(line)


_CELL, _ROW, _LEFT = 14, 20, 380
_COLOURS = {
    Mark.LISTED: "#4c78a8",
    Mark.PAID: "#3a9d5d",
    Mark.EVENT: "#d9a404",
    Mark.FINDING: "#c62828",
    Mark.UNKNOWN: "#c9b8dd",
}


def draw_svg(timeline: Timeline) -> str:
    """As a file of its own: no script, no font or image from elsewhere."""
    width = _width(timeline)
    body = list(_svg_body(timeline))
    height = _svg_height(timeline)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(timeline.title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _svg_height(timeline: Timeline) -> int:
    lines = sum(len(_wrapped(note, _width(timeline))) for note in timeline.notes)
    return _bottom(timeline) + 40 + _ROW * lines


def _bottom(timeline: Timeline) -> int:
    """Where the lanes end."""
    return 60 + _ROW * sum(1 + len(lane.tracks) for lane in timeline.lanes)


def _width(timeline: Timeline) -> int:
    return max(_LEFT + _CELL * len(timeline.months) + 20, 760)


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most as many cells as fit the picture: 6.2 pixels a cell."""
    most = int((width - 60) / 6.2)
    lines, line = [], ""
    for character in text:
        if cell_len(line + character) > most:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def _svg_body(timeline: Timeline) -> Iterator[str]:
    yield f'<text x="12" y="24" font-size="15" font-weight="bold">{escape(timeline.title)}</text>'
    bottom = _bottom(timeline)
    for position, month in enumerate(timeline.months):
        if month % 12 == 0 or position == 0:
            x = _LEFT + position * _CELL
            yield f'<line x1="{x}" y1="40" x2="{x}" y2="{bottom}" stroke="#dddddd"/>'
            if month % 12 == 0:
                yield f'<text x="{x + 3}" y="50" fill="#777777">{month_text(month)[:4]}</text>'
    y = 60
    for lane in timeline.lanes:
        yield f'<text x="12" y="{y + 14}" font-weight="bold" fill="#1a5276">{escape(lane.title)}</text>'
        y += _ROW
        for track in lane.tracks:
            yield f'<text x="24" y="{y + 14}">{escape(track.label)}</text>'
            yield (
                f'<text x="{_LEFT - 90}" y="{y + 14}" fill="#777777" text-anchor="end">'
                f"{escape(track.department)}</text>"
            )
            yield f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(track.amount)}</text>'
            yield from _svg_marks(track, timeline, y)
            y += _ROW
    x = 24
    for mark, meaning in LEGEND.items():
        yield f'<rect x="{x}" y="{y + 14}" width="{_CELL - 3}" height="10" rx="2" fill="{_COLOURS[mark]}"/>'
        yield f'<text x="{x + _CELL + 2}" y="{y + 23}" fill="#555555">{escape(said(meaning))}</text>'
        x += 40 + 7 * cell_len(said(meaning))
    yield f'<text x="{x}" y="{y + 23}" fill="#555555">□ {escape(said(NOTHING))}</text>'
    y += 50
    for note in timeline.notes:
        for number, line in enumerate(_wrapped(note, _width(timeline))):
            yield f'<text x="{24 if number == 0 else 44}" y="{y}" fill="#c62828">{escape(line)}</text>'
            y += _ROW


def _svg_marks(track: Track, timeline: Timeline, y: int) -> Iterator[str]:
    for position, month in enumerate(timeline.months):
        mark = track.marks.get(month)
        if mark is None:
            continue
        x = _LEFT + position * _CELL
        amount = track.amounts.get(month)
        told = track.label if amount is None else f"{track.label} {shown_yuan(amount)} 元"
        if mark is Mark.UNKNOWN:
            told = f"{track.label}: {said(LEGEND[mark])}"
        tip = f"<title>{month_text(month)} {escape(told)}</title>"
        yield (
            f'<rect x="{x + 1}" y="{y + 4}" width="{_CELL - 3}" height="12" rx="2" fill="{_COLOURS[mark]}">{tip}</rect>'
        )
