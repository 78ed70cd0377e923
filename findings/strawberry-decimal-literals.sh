#!/usr/bin/env bash
# Decimal and Date, scalars that strawberry-graphql 0.341.2 brings, on graphql-core 3.3.2 (read on 2026-11-29).
#
# Expected by a good engineer: Decimal is exact, however the client writes an amount; it takes what an amount may be; what
# it answers is written as an amount; a Date is a day.
# Seen: 12345678901234567.89 as a literal of the query, or as the default of a variable, is read as a float and becomes
# 12345678901234568, while the same digits in quotes are exact, and so is an integer of 20 digits. NaN, sNaN, Infinity,
# 1_000 and full-width digits are taken. Answers are texts of Python's own: 1E+3 for a thousand, 0E-8 for nothing. A
# Date answers a datetime with its time, 2026-07-01T05:00:00, and takes 2026-W27-3.
#
# What is no amount is then met far from the caller, and whoever reads an answer as digits and a point fails on 1E+3. The
# product's Yuan and Date are scalars of its own: text of one form, in and out (schema/gql/scalars.py,
# tests/gql/test_schema.py).
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check strawberry-graphql==0.341.2 graphql-core==3.3.2
cat >check.py <<'PY'
from datetime import date, datetime
from decimal import Decimal

import strawberry


@strawberry.type
class Query:
    @strawberry.field
    def read(self, amount: Decimal) -> str:
        return str(amount)

    @strawberry.field
    def read_day(self, day: date) -> str:
        return str(day)

    @strawberry.field
    def told(self, amount: str) -> Decimal:
        return Decimal(amount)

    @strawberry.field
    def day(self) -> date:
        return datetime(2026, 7, 1, 5)


schema = strawberry.Schema(Query)
EXACT, FLOAT = "12345678901234567.89", "12345678901234568"
SEEN = {
    "{ read(amount: 12345678901234567.89) }": FLOAT,
    "query ($amount: Decimal! = 12345678901234567.89) { read(amount: $amount) }": FLOAT,
    '{ read(amount: "12345678901234567.89") }': EXACT,
    "{ read(amount: 12345678901234567890) }": "12345678901234567890",
    '{ read(amount: "NaN") }': "NaN",
    '{ read(amount: "sNaN") }': "sNaN",
    '{ read(amount: "Infinity") }': "Infinity",
    '{ read(amount: "1_000") }': "1000",
    '{ read(amount: "１２") }': "12",
    '{ told(amount: "1E+3") }': "1E+3",
    '{ told(amount: "0E-8") }': "0E-8",
    "{ day }": "2026-07-01T05:00:00",
    '{ readDay(day: "2026-W27-3") }': "2026-07-01",
}
for query, expected in SEEN.items():
    result = schema.execute_sync(query)
    found = result.errors or next(iter(result.data.values()))
    print(f"{query} -> {found}")
    assert found == expected, f"it is {found} now"
PY
env/bin/python check.py
