#!/usr/bin/env bash
# Identity numbers of China in python-stdnum 2.2, module stdnum.cn.ric (read on 2026-11-29).
#
# Expected by a good engineer: validate() takes every number that GB 11643 forms and the police give out. Its first six
# digits are the area of the household register when the number was given, in 1984 and later for whoever lived then, and
# a number stays for life.
# Seen: since release 2.2 (2.1 did not) the area has to have been a county in the year of birth. Codes of most counties
# begin in 1983 or later, so no number of any of today's 136 counties of Shandong is valid for somebody born in 1950 or
# 1980, and of those born in 1995 only the numbers of 99: a pensioner of Jinan is refused. So are residence permits of
# people from Hong Kong (810000) and Macao (820000) who were born before 1997 and 1999, and always those from Taiwan
# (830000). The check digits are right. And is_valid() of an area that no county ever had raises a KeyError.
#
# Refusing those numbers would reject the old, of whom social assistance has most. The product takes a number of any
# area, and is_area() reads the same table without its years for a warning only (schema/values/national_id.py,
# tests/schema/values/test_national_id.py).
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-stdnum==2.2
cat >check.py <<'PY'
from stdnum import numdb
from stdnum.cn import ric


def number(area, year):
    digits = f"{area}{year}0101002"
    return digits + ric.calc_check_digit(digits + "0")


def taken(area, year):
    return ric.is_valid(number(area, year))


assert ric.is_valid("11010519491231002X"), "the example of GB 11643"
SEEN = {
    ("370102", "历下区 of Jinan"): {1950: False, 1982: False, 1983: True, 2020: True},
    ("371302", "兰山区 of Linyi"): {1950: False, 1993: False, 1994: True, 2020: True},
    ("371202", "莱城区, until 2018"): {1950: False, 1991: False, 1992: True, 2018: True, 2019: False},
    ("370116", "莱芜区, its successor"): {1950: False, 2017: False, 2018: True},
    ("810000", "permit, Hong Kong"): {1950: False, 1996: False, 1997: True},
    ("820000", "permit, Macao"): {1950: False, 1998: False, 1999: True},
    ("830000", "permit, Taiwan"): {1950: False, 1990: False, 2020: False},
}
for (area, name), expected in SEEN.items():
    found = {year: taken(area, year) for year in expected}
    print(f"{area} {name}: {found}")
    assert found == expected, f"{area} is taken otherwise now"

try:
    taken("370199", 1990)
except KeyError as error:
    print(f"is_valid() of an area that no county had: KeyError {error}")
else:
    raise SystemExit("is_valid() answers for an unknown area now")

codes = {f"37{n:04d}" for n in range(101, 2000) if n % 100}
codes = sorted(code for code in codes if any("county" in found for _, found in numdb.get("cn/loc").info(code)))
today = [code for code in codes if taken(code, 2025) and not code.endswith("01")]
born = {year: sum(taken(code, year) for code in today) for year in (1950, 1980, 1985, 1995, 2005)}
print(f"{len(today)} counties of Shandong today; a number of theirs is valid for those born in a year: {born}")
assert len(today) == 136, today
assert born == {1950: 0, 1980: 0, 1985: 41, 1995: 99, 2005: 122}, "other numbers are taken now"
PY
env/bin/python check.py
