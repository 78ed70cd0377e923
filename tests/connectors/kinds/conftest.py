"""Real databases for the SQL kind (SQLite, the session's PostgreSQL server), and workbooks written part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy

from connectors.card import SourceCard
from connectors.registry import load_card
from tests.support.postgres import PostgresServer
from tests.support.tables import Fill, Rows

TABLES = (
    "CREATE TABLE jhpt_log (table_name VARCHAR(40), qhdm VARCHAR(12), sjyf VARCHAR(7))",
    "CREATE TABLE psn_insu_d (psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20), insutype VARCHAR(6),"
    " insu_admdvs VARCHAR(6), begndate DATE, enddate DATE, prem_subsidy VARCHAR(1), psn_insu_stas VARCHAR(3),"
    " updt_time TIMESTAMP)",
    "CREATE TABLE setl_d (setl_id VARCHAR(30), psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20),"
    " insutype VARCHAR(6), med_type VARCHAR(6), setl_time TIMESTAMP, insu_admdvs VARCHAR(6),"
    " medfee_sumamt NUMERIC(16,2), fulamt_ownpay_amt NUMERIC(16,2), act_pay_dedc NUMERIC(16,2),"
    " hifp_pay NUMERIC(16,2), hifmi_pay NUMERIC(16,2), maf_pay NUMERIC(16,2), oth_pay NUMERIC(16,2),"
    " fund_pay_sumamt NUMERIC(16,2), acct_pay NUMERIC(16,2), cash_payamt NUMERIC(16,2), VALI_FLAG VARCHAR(1),"
    " REFD_SETL_FLAG VARCHAR(1))",
)


def _fill(url: str, rows: Rows) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(sqlalchemy.text(table))
        for table, lines in rows.items():
            names = [f"v{index}" for index in range(len(lines[0]))]
            statement = f"INSERT INTO {table} VALUES ({', '.join(':' + name for name in names)})"  # noqa: S608 - names above
            connection.execute(sqlalchemy.text(statement), [dict(zip(names, line, strict=True)) for line in lines])
    engine.dispose()


@pytest.fixture
def fill() -> Fill:
    """``fill(url, rows)``: the tables of 医保 with rows in them."""
    return _fill


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def yibao(request: pytest.FixtureRequest, tmp_path: Path, fill: Fill) -> Callable[[Rows], str]:
    """Makes a database of 医保 with the given rows, on each engine; returns its address."""

    def make(rows: Rows) -> str:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/yibao.sqlite"
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            url = server.database()
        fill(url, rows)
        return url

    return make


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _parts(
    sheets: dict[str, str],
    states: dict[str, str],
    book: str,
    styles: str | None,
    strings: str | None,
    after: str,
) -> dict[str, str]:
    entries, links = [], []
    parts = {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = f' state="{states[name]}"' if name in states else ""
        entries.append(f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>')
        links.append(f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/s{number}.xml"/>')
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
        )
    for name, text in (("styles", styles), ("sharedStrings", strings)):
        if text is not None:
            links.append(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>')
            parts[f"xl/{name}.xml"] = text
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{"".join(entries)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>'
    )
    return parts


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook from the XML of its sheets' rows; ``parts`` replaces or adds whole parts (None removes one)."""

    def write(
        sheets: dict[str, str],
        name: str = "名单.xlsx",
        states: dict[str, str] | None = None,
        book: str = "",
        styles: str | None = None,
        strings: str | None = None,
        after: str = "",
        parts: dict[str, str | bytes | None] | None = None,
    ) -> Path:
        path = tmp_path / name
        all_parts = {**_parts(sheets, states or {}, book, styles, strings, after), **(parts or {})}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in all_parts.items():
                if text is not None:
                    archive.writestr(part, text)
        return path

    return write


@pytest.fixture
def row() -> Callable[..., str]:
    """A row's XML: texts are inline strings, numbers numeric cells; anything that begins with ``<`` is XML already."""

    def made(number: int, *cells: object) -> str:
        found = []
        for index, cell in enumerate(cells):
            place = f"{chr(65 + index)}{number}"
            if isinstance(cell, str) and cell.startswith("<"):
                found.append(cell.replace("<c", f'<c r="{place}"', 1))
            elif isinstance(cell, str):
                found.append(f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>')
            elif cell is not None:
                found.append(f'<c r="{place}"><v>{cell}</v></c>')
        return f'<row r="{number}">{"".join(found)}</row>'

    return made


TABLE_CARD = """\
source: test
department: 民政
title: {zh: 试, en: test}
kind: files
connection: {path: /nowhere}
streams:
  - name: people
    file: 名单*.xlsx
    shape: roster
    serves: ["37"]
    scope: {division: {const: "370102"}, month: {const: "2026-07"}}
    skip: {total_row: 合计}
    key: [户号]
    map:
      person:
        national_id: 身份证号
        name: 姓名
        birth: {field: 出生日期, optional: true}
        phone: {field: 电话, optional: true, otherwise: none}
      benefit:
        item: {const: dibao_cash}
        amount: 金额
    ignore: [备注]
"""


@pytest.fixture
def table_card(tmp_path: Path) -> Callable[..., SourceCard]:
    """A card of 户号, 身份证号, 姓名, 出生日期, 金额, 电话 and 备注; ``more`` are further lines of its stream."""

    def made(more: str = "") -> SourceCard:
        path = tmp_path / "card.yml"
        lines = "".join(f"    {line}\n" for line in more.splitlines())
        path.write_text(TABLE_CARD + lines, encoding="utf-8")
        return load_card(path)

    return made
