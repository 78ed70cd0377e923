#!/usr/bin/env bash
# Two readers of workbooks built on calamine: python-calamine 0.9.1 and fastexcel 0.21.0 (read on 2026-11-29).
#
# Expected by a good engineer: a cell with an error (#N/A) differs from an empty one, and one error spoils one cell.
# Seen: an error, a formula whose result is not stored and an empty cell are read alike ('' and None), and one #SPILL!
# (an error of Excel since dynamic arrays) makes the whole sheet unreadable.
#
# A list of people in which an amount is #N/A then says that nothing was granted. The product reads workbooks part by
# part, rejects such a cell in a column that it needs, and reads on where nobody needs it
# (docs/decisions/0014-workbooks-are-read-as-a-stream-of-parts.md, tests/cases/test_16_workbooks_that_cannot_be_read.py).
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 fastexcel==0.21.0 polars openpyxl==3.1.5
cat >check.py <<'PY'
import zipfile

import fastexcel
import openpyxl
import python_calamine

book = openpyxl.Workbook()
sheet = book.active
for row in (["no", "amount"], ["a", "#N/A"], ["b", "=1+1"], ["c", None], ["d", 12]):
    sheet.append(row)
book.save("errors.xlsx")

with zipfile.ZipFile("errors.xlsx") as source, zipfile.ZipFile("spill.xlsx", "w") as target:
    for name in source.namelist():
        target.writestr(name, source.read(name).replace(b"<v>#N/A</v>", b"<v>#SPILL!</v>"))


def calamine(path):
    return [row[1] for row in python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()]


def fast(path):
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
    return [row[1] for row in sheet.to_polars().rows()]


for name, read, expected in (
    ("python-calamine 0.9.1", calamine, ["amount", "", "", "", 12.0]),
    ("fastexcel 0.21.0", fast, ["amount", None, None, None, "12"]),
):
    found = read("errors.xlsx")
    print(f"{name}: #N/A, formula without result, empty, 12 -> {found[1:]}")
    assert found == expected, f"{name} reads otherwise now: {found}"
    try:
        found = read("spill.xlsx")
    except Exception as error:
        print(f"{name}: a sheet with one #SPILL! -> {type(error).__name__}")
        assert "#SPILL!" in str(error), error
    else:
        raise SystemExit(f"{name} reads a sheet with #SPILL! now: {found}")
PY
env/bin/python check.py
