"""Files that end in .xlsx and are no workbook: their real format, and what to do.

A file is recognised by its first bytes and by the names of its parts, never by its name. The advice is for the
person who made the file: sending the same file again never helps.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from connectors.kinds.signs import OLE
from schema.errors import DeliveryError
from schema.message import Message

_PROBE = 1 << 16
_OLE_SEARCHED = 64 << 20
"""Bytes of an OLE container in which the names of its streams are looked for."""

_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_WEB = ("<html", "<!doctype html", "<table", "<meta ", "<body", "mime-version:")

SAVE_AS = Message("用 Excel 或 WPS 打开后另存为 .xlsx 再报送", "open it in Excel or WPS and save it as .xlsx")
SAVE_AGAIN = Message(
    "用 Excel 或 WPS 打开（必要时按提示修复）、核对内容后另存为新的 .xlsx；打不开的，请从业务系统重新导出",
    "open it in Excel or WPS (let it repair the file), compare it, and save it as a new .xlsx; or export it again",
)


def damaged(place: str) -> DeliveryError:
    """A workbook that cannot be read to its end."""
    return DeliveryError(place, Message("工作簿已损坏或不完整", "the workbook is damaged or incomplete"), SAVE_AGAIN)


def refusal(path: Path, place: str) -> DeliveryError:
    """Why a file that no ZIP reader opens is no workbook."""
    with path.open("rb") as file:
        start = file.read(_PROBE)
        if not start:
            return DeliveryError(
                place,
                Message("文件为空（0 字节）", "the file is empty"),
                Message("重新导出；有表头和数据行的工作簿", "a workbook with a header and rows"),
            )
        if start.startswith(OLE):
            return _container(start + file.read(_OLE_SEARCHED), place)
    if start.startswith(b"PK"):
        return DeliveryError(
            place,
            Message("工作簿不完整（传输或保存时被截断）", "the workbook is incomplete: it was cut off"),
            Message(
                "在原电脑上确认能打开，重新复制或导出，并核对文件大小",
                "a file that opens where it was made, copied or exported again, of the same size",
            ),
        )
    return _other(start, place)


def _container(content: bytes, place: str) -> DeliveryError:
    """An OLE container: a workbook under a password, or one of the format before 2007."""
    if _stream(content, "EncryptedPackage") or _stream(content, "EncryptionInfo"):
        return DeliveryError(
            place,
            Message("工作簿设有打开密码（已加密）", "the workbook is encrypted with a password"),
            Message(
                "打开后在“文件—信息—保护工作簿”中取消打开密码，再保存报送",
                "a workbook without a password to open it",
            ),
        )
    if _stream(content, "Workbook") or _stream(content, "Book"):
        return DeliveryError(
            place,
            Message("这是旧版 .xls 工作簿，只是改了扩展名", "it is an old .xls workbook under another name"),
            SAVE_AS,
        )
    return DeliveryError(
        place,
        Message(
            "这是设有密码的工作簿或旧版 Office 文件（.xls），不是 .xlsx",
            "it is protected by a password or an old Office file (.xls)",
        ),
        Message("取消密码，并用 Excel 或 WPS 另存为 .xlsx", "no password, and saved as .xlsx in Excel or WPS"),
    )


def _stream(content: bytes, name: str) -> bool:
    """Whether the container's directory names a stream; names are UTF-16 and end with a null."""
    return f"{name}\0".encode("utf-16-le") in content


def _other(start: bytes, place: str) -> DeliveryError:
    if start.startswith(b"%PDF"):
        return DeliveryError(
            place,
            Message("这是 PDF 文件", "it is a PDF file"),
            Message("报送 PDF 所依据的 .xlsx 工作簿", "the .xlsx workbook that it was made of"),
        )
    if start.startswith(_ARCHIVES):
        return DeliveryError(
            place,
            Message("这是压缩文件", "it is a compressed archive"),
            Message("解压后报送其中的 .xlsx 工作簿", "the .xlsx workbook that is inside"),
        )
    text = _text(start)
    if text is None:
        return DeliveryError(
            place,
            Message("文件内容无法识别，不是工作簿", "its content is nothing known, no workbook"),
            Message(
                "在原电脑上确认能用 Excel 或 WPS 打开，另存为 .xlsx",
                "a file that opens in Excel or WPS, saved as .xlsx",
            ),
        )
    lowered = text.lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lowered:
        return DeliveryError(
            place,
            Message("这是“XML 表格 2003”文件，不是 .xlsx", "it is an XML Spreadsheet 2003"),
            SAVE_AS,
        )
    if any(sign in lowered for sign in _WEB):
        return DeliveryError(
            place,
            Message("这是网页，只是改了扩展名（系统“导出”的网页表格）", "it is a web page under another name"),
            Message("用 Excel 打开后另存为“Excel 工作簿（.xlsx）”", "open it in Excel and save it as XLSX"),
        )
    if lowered.startswith("<"):
        return DeliveryError(place, Message("这是 XML 文件，不是工作簿", "it is an XML file, no workbook"), SAVE_AS)
    return DeliveryError(
        place,
        Message("这是文本文件（如 CSV），只是改了扩展名", "it is a text file such as CSV under another name"),
        Message("把扩展名改回 .csv，或用 Excel 打开后另存为 .xlsx", "name it .csv, or save it as XLSX in Excel"),
    )


def _text(start: bytes) -> str | None:
    """The beginning as text; None if it is not text in any usual encoding."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace")
    if b"\0" in start:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return start[:-8].decode(encoding) if len(start) == _PROBE else start.decode(encoding)
        except UnicodeDecodeError as error:
            if len(start) == _PROBE and error.start > _PROBE - 32:
                return start[: error.start].decode(encoding)
    return None


def another_archive(names: frozenset[str], archive: zipfile.ZipFile, place: str) -> DeliveryError:
    """The format of a ZIP file without a workbook's parts."""
    if "mimetype" in names:
        kind = archive.read("mimetype")[:200].decode("ascii", "replace")
        if "opendocument.spreadsheet" in kind:
            return DeliveryError(
                place, Message("这是 ODS 表格，不是 .xlsx", "it is an ODS spreadsheet, no .xlsx"), SAVE_AS
            )
    if any(name.lower() == "xl/workbook.bin" for name in names):
        return DeliveryError(place, Message("这是二进制工作簿（.xlsb）", "it is a binary workbook (.xlsb)"), SAVE_AS)
    if any(name.lower().startswith(("word/", "ppt/")) for name in names):
        return DeliveryError(
            place,
            Message("这是 Word 或 PowerPoint 文件", "it is a Word or PowerPoint file"),
            Message("把表格放进 Excel 工作簿（.xlsx）报送", "the table in an Excel workbook (.xlsx)"),
        )
    if any(name.lower().endswith((".xlsx", ".xls", ".csv")) for name in names):
        return DeliveryError(
            place,
            Message("这是压缩包，里面才是表格", "it is an archive that contains the table"),
            Message("解压后报送其中的文件", "the files that are inside"),
        )
    return DeliveryError(
        place,
        Message("这是压缩文件，里面没有工作簿", "it is a ZIP file without a workbook"),
        Message("Excel 或 WPS 另存的 .xlsx 工作簿", "an .xlsx workbook as Excel or WPS saves it"),
    )
