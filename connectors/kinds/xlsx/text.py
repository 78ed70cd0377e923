"""Decodes the text of a cell or shared string from its form in the file."""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|quot|apos|amp));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes characters that XML does not take; ``_x005F_`` is the underscore itself."""


def cleaned(raw: str) -> str | None:
    """Entities and escapes resolved, outer blanks stripped; None where nothing is left."""
    if "&" in raw:
        raw = _ENTITY.sub(_character, raw)
    if "_x" in raw:
        raw = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw)
        raw = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return raw.strip() or None


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return "\ufffd" if code >= 0x110000 or 0xD800 <= code < 0xE000 else chr(code)
