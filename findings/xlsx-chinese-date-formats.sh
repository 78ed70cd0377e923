#!/usr/bin/env bash
# Dates of Chinese editions of Excel: openpyxl 3.1.5, fastexcel 0.21.0, polars 2.1.0 and python-calamine 0.9.1 (read on
# 2026-11-29).
#
# Expected by a good engineer: a reader knows a date by the format of its cell, and two readers built on calamine agree.
# Seen: Chinese editions have formats built in (ECMA-376 part 1, 18.8.30; 31 is a year, month and day, 57 a year and a
# month), of which the file holds the number alone. For 27 to 36 and 50 to 58 openpyxl, fastexcel and polars give the
# bare count of days, 46204 for 1 July 2026; python-calamine gives the date. The format of 31, written out in the file
# as text, is a date to all four.
#
# A column of births is then a column of numbers, and a month looks like an amount. The product takes these formats as
# dates (connectors/kinds/xlsx/formats.py, tests/connectors/kinds/xlsx/test_formats.py,
# docs/decisions/0014-workbooks-are-read-as-a-stream-of-parts.md).
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
    openpyxl==3.1.5 fastexcel==0.21.0 polars==2.1.0 python-calamine==0.9.1
cat >check.py <<'PY'
import zipfile
from datetime import date, datetime

import fastexcel
import openpyxl
import polars
import python_calamine

CHINESE = [*range(27, 37), *range(50, 59)]
DAY, COUNT = date(2026, 7, 1), 46204


def workbook(path, number=None, text="mm-dd-yy"):
    """One date below a header; the format of openpyxl's mm-dd-yy is 14, another number takes its place in the file."""
    book = openpyxl.Workbook()
    book.active.append(["出生日期"])
    book.active.cell(2, 1, COUNT).number_format = text
    book.save("written.xlsx")
    with zipfile.ZipFile("written.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/styles.xml" and number is not None:
                assert part.count(b'numFmtId="14"') == 1, "openpyxl writes formats otherwise now"
                part = part.replace(b'numFmtId="14"', b'numFmtId="%d"' % number)
            target.writestr(name, part)


def value(found):
    return found.date() if isinstance(found, datetime) else found


READERS = {
    "openpyxl 3.1.5": lambda path: openpyxl.load_workbook(path).active.cell(2, 1).value,
    "fastexcel 0.21.0": lambda path: fastexcel.read_excel(path).load_sheet(0).to_polars().item(),
    "polars 2.1.0": lambda path: polars.read_excel(path).item(),
    "python-calamine 0.9.1": lambda path: python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()[1][0],
}
for name, read in READERS.items():
    found = {}
    for number in (14, *CHINESE):
        workbook("built-in.xlsx", number=number)
        found[number] = value(read("built-in.xlsx"))
    workbook("text.xlsx", text='yyyy"年"m"月"d"日"')
    written = value(read("text.xlsx"))
    chinese = {found[number] for number in CHINESE}
    print(f"{name}: format 14 {found[14]}, 27 to 36 and 50 to 58 {chinese}, written as text {written}")
    assert (found[14], written) == (DAY, DAY), f"{name} reads otherwise now"
    assert chinese == ({DAY} if name.startswith("python-calamine") else {COUNT}), f"{name} reads otherwise now"
PY
env/bin/python check.py
