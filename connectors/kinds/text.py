"""Text files: their encoding, and detection of damaged text.

The encoding is detected from the file's beginning and used strictly to its end.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from connectors.headers import Row
from schema.errors import DeliveryError
from schema.message import Message

_PROBE = 1 << 16


def encoding_of(path: Path, allowed: tuple[str, ...], place: str) -> str:
    """``utf-8-sig`` or ``gb18030``. Raises DeliveryError when the file is in none of the allowed encodings.

    Valid UTF-8 with characters beyond ASCII is never taken for GB18030, which would decode most of it to nonsense.
    """
    with path.open("rb") as file:
        beginning = file.read(_PROBE)
    if not beginning:
        raise DeliveryError(
            place,
            Message("文件是空的", "the file is empty"),
            Message("有表头和数据行的文件；请重新导出后报送", "a header and rows"),
        )
    if beginning.isascii() and b"\0" not in beginning:
        return "utf-8-sig" if "utf-8" in allowed else allowed[0]
    found = next((name for name in ("utf-8", "gb18030") if _decodes(beginning, name)), None)
    if found not in allowed or found is None:
        raise wrong_encoding(place, allowed)
    return "utf-8-sig" if found == "utf-8" else found


def wrong_encoding(place: str, allowed: tuple[str, ...]) -> DeliveryError:
    return DeliveryError(
        place,
        Message("文字编码不对", "wrong encoding"),
        Message(
            f"{'或'.join(name.upper() for name in allowed)} 编码的文本；请用 Excel 打开后另存为“CSV UTF-8”再报送",
            "text in " + " or ".join(name.upper() for name in allowed),
        ),
    )


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def misread(text: str) -> bool:
    """Whether text is UTF-8 that was read as GBK and saved again (鏉庢槑 for 李明).

    Three bytes of UTF-8 make one and a half characters of GBK; text that was never misread gives back next to nothing.
    """
    if text.isascii():
        return False
    once = text.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return sum("\u4e00" <= character <= "\u9fff" for character in once) > 0.4 * len(text)


def refuse_misread(rows: Iterable[Row], place: str) -> None:
    """Raises DeliveryError when most of the first rows' Chinese text is mojibake."""
    found = (cell for row in rows for cell in row if cell and not cell.isascii() and len(cell) < 200)
    texts = list(islice(found, 100))
    if texts and sum(map(misread, texts)) * 2 > len(texts):
        raise DeliveryError(
            place,
            Message(
                "保存之前已经按错误的编码打开过，文字成了乱码",
                "its text was read in a wrong encoding before it was saved",
            ),
            Message("可读的中文；请从业务系统重新导出，不要用乱码的文件另存", "readable Chinese text"),
        )


def undecodable(error: UnicodeDecodeError, place: str, row: int, allowed: tuple[str, ...]) -> DeliveryError:
    """Of a file that cannot be decoded after a row: it ends within a character, or is in another encoding."""
    if error.end == len(error.object) and error.reason in _CUT:
        return cut_short(place)
    return wrong_encoding(f"{place} after row {row}", allowed)


_CUT = ("incomplete multibyte sequence", "unexpected end of data")
"""The decoders' reasons for data that ends within a character."""


def cut_short(place: str) -> DeliveryError:
    """The error for an incomplete last line: what followed it is missing too."""
    return DeliveryError(
        place,
        Message("文件的最后一行不完整，可能没有传完", "the file is cut in its last line"),
        Message(
            "完整的文件，请重新报送；如最后一行是说明，请写进卡片的 skip.footer",
            "the whole file; a note at its end belongs on the card's skip.footer",
        ),
    )
