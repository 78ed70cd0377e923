"""Files that end in .xlsx and are something else: each is told by what it is, in Chinese, with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from connectors.kinds.xlsx.package import Package
from schema.errors import DeliveryError
from schema.message import Message

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def ole(*streams: str) -> bytes:
    return OLE + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))


FILES = {
    "nothing": (b"", "the file is empty", "文件为空（0 字节）"),
    "password": (ole("EncryptedPackage"), "the workbook is encrypted with a password", "工作簿设有打开密码（已加密）"),
    "xls": (ole("Workbook"), "it is an old .xls workbook under another name", "这是旧版 .xls 工作簿，只是改了扩展名"),
    "xls 5": (ole("Book"), "it is an old .xls workbook under another name", "这是旧版 .xls 工作簿，只是改了扩展名"),
    "container": (OLE, "it is protected by a password or an old Office file (.xls)", None),
    "web page": (
        "<html><table><tr><td>姓名</td></tr></table></html>".encode("gb18030"),
        "it is a web page under another name",
        "这是网页，只是改了扩展名（系统“导出”的网页表格）",
    ),
    "web page in UTF-16": ("<html><table>姓名".encode("utf-16"), "it is a web page under another name", None),
    "web archive": (b"MIME-Version: 1.0\r\n", "it is a web page under another name", None),
    "xml 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "it is an XML Spreadsheet 2003",
        "这是“XML 表格 2003”文件，不是 .xlsx",
    ),
    "xml": (b"<?xml version='1.0'?><a/>", "it is an XML file, no workbook", None),
    "csv": ("姓名,身份证号\n".encode(), "it is a text file such as CSV under another name", None),
    "csv in GBK": ("姓名,身份证号\n".encode("gbk") * 9000, "it is a text file such as CSV under another name", None),
    "pdf": (b"%PDF-1.7", "it is a PDF file", "这是 PDF 文件"),
    "rar": (b"Rar!\x1a\x07", "it is a compressed archive", "这是压缩文件"),
    "noise": (bytes(range(256)) * 4, "its content is nothing known, no workbook", None),
    "cut": (b"PK\x03\x04" + bytes(500), "the workbook is incomplete: it was cut off", None),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_archive_is_told_by_what_it_is(kind: str, tmp_path: Path) -> None:
    content, english, chinese = FILES[kind]
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(DeliveryError) as caught:
        Package(path, "a.xlsx")
    reason = caught.value.reason
    assert isinstance(reason, Message)
    assert reason == english
    assert chinese is None or reason.zh == chinese
    assert "send it again" not in caught.value.expected


ARCHIVES = {
    "ods": ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "it is an ODS spreadsheet, no .xlsx"),
    "docx": ({"word/document.xml": "<w/>"}, "it is a Word or PowerPoint file"),
    "xlsb": ({"xl/workbook.bin": "x"}, "it is a binary workbook (.xlsb)"),
    "archive of tables": ({"七月.xlsx": "x"}, "it is an archive that contains the table"),
    "another": ({"readme.md": "x"}, "it is a ZIP file without a workbook"),
    "no relationships": ({"xl/workbook.xml": "<workbook"}, "the workbook is damaged or incomplete"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_without_a_workbook_is_told_by_what_it_is(kind: str, tmp_path: Path) -> None:
    parts, english = ARCHIVES[kind]
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    with pytest.raises(DeliveryError) as caught, Package(path, "a.xlsx") as package:
        package.elements(package.book)
    assert caught.value.reason == english
