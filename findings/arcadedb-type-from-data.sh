#!/usr/bin/env bash
# ArcadeDB 26.10.2 in Cypher (arcadedb-embedded 26.10.2.post1, read on 2026-11-29).
#
# Expected by a good engineer: properties have no types, as in Neo4j; an index or a unique constraint changes how a value
# is found and whether it may be there twice, never the value.
# Seen: CREATE INDEX and CREATE CONSTRAINT … IS UNIQUE on a property that has data declare the property with the type of
# the data found, and from then on every value written is converted to it without a word: after 1, the number 2.7 is
# stored as 2 and the text '007' as 7; after 'a', the number 7 is stored as '7'; after true, the number 7 as true; after
# 3000000000, a date as its milliseconds. What cannot be converted is refused: after 1, also 3000000000. On a label without
# data nothing is declared or converted, but a unique constraint then compares as text: 1 and '1' are one key.
#
# A code with leading zeros loses them in stores that had data when the index came, and in no other. The product declares
# before there is data, and writes only texts into what it indexes, for an index may come with a later release
# (hub/store/migrations.py; tests/store/test_engines.py, test_what_is_indexed_is_text).
#
# Fails when any of this changes. Needs python3 with venv, and the package index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check arcadedb-embedded==26.10.2.post1
cat >check.py <<'PY'
import arcadedb_embedded as arcadedb

INDEX = "CREATE INDEX by_k_{0} IF NOT EXISTS FOR (n:{0}) ON (n.k)"
UNIQUE = "CREATE CONSTRAINT one_k_{0} IF NOT EXISTS FOR (n:{0}) REQUIRE n.k IS UNIQUE"
SEEN = {
    # first value: what is stored of later ones
    "1": {"2.7": 2, "'007'": 7, "3000000000": "refused", "'a'": "refused", "true": "refused"},
    "3000000000": {"2.7": 2, "'007'": 7, "4000000000": 4000000000, "date('2026-07-01')": 1782864000000},
    "1.5": {"'007'": 7.0, "2": 2.0, "'a'": "refused"},
    "'a'": {"7": "7", "2.7": "2.7", "true": "true", "date('2026-07-01')": "2026-07-01"},
    "true": {"7": True, "'a'": "refused"},
}
"""As statements write them; a parameter 1 is wider than the 1 of a statement."""


def run(database, statement):
    with database.transaction():
        return [row.get("k") for row in database.command("opencypher", statement) or ()]


def stored(database, label, value):
    try:
        run(database, f"CREATE (:{label} {{k: {value}, last: true}})")
    except arcadedb.ArcadeDBError:
        return "refused"
    (found,) = run(database, f"MATCH (n:{label} {{last: true}}) RETURN n.k AS k")
    run(database, f"MATCH (n:{label} {{last: true}}) DELETE n")
    return found


with arcadedb.create_database("types-db") as database:
    for number, (first, expected) in enumerate(SEEN.items()):
        for kind, declaration in (("index", INDEX), ("unique", UNIQUE)):
            label = f"Some{kind.title()}{number}"
            run(database, f"CREATE (:{label} {{k: {first}}})")
            run(database, declaration.format(label))
            if (kind, first) == ("unique", "true"):
                continue  # 7 would be true once more
            found = {value: stored(database, label, value) for value in expected}
            print(f"\n{kind} after {first}: {found}")
            assert repr(found) == repr(expected), f"{kind} after {first} is otherwise now"
    for kind, declaration in (("index", INDEX), ("unique", UNIQUE)):
        label = f"Empty{kind.title()}"
        run(database, declaration.format(label))
        kept = [stored(database, label, value) for value in ("1", "2.7", "'007'", "true", "3000000000")]
        print(f"\n{kind} before any data: {kept}")
        assert repr(kept) == repr([1, 2.7, "007", True, 3000000000]), kept
        run(database, f"CREATE (:{label} {{k: 1}})")
        found = stored(database, label, "'1'")
        print(f"\n{kind} before any data, '1' beside 1: {found!r}")
        assert found == ("1" if kind == "index" else "refused"), f"'1' beside 1 is {found!r} now"
PY
env/bin/python check.py 2>&1 | grep -v -e INFO -e WARN -e '^$'
test "${PIPESTATUS[0]}" -eq 0
