#!/usr/bin/env bash
# ArcadeDB 26.10.2 in Cypher (arcadedb-embedded 26.10.2.post1, read on 2026-11-29).
#
# Expected by a good engineer: with an index on a property, ORDER BY that property with LIMIT reads the index in order and
# stops, as Neo4j does; whether RETURN or WITH orders makes no difference; and a range whose bound comes from UNWIND is
# found by the index, as an equality is.
# Seen: an index made by Cypher (CREATE INDEX, or a unique constraint) finds a range, but its rows are sorted in full. It is
# read in order only when the property's type is declared as well, by REQUIRE n.k IS :: STRING or by SQL, before or after
# the index. Then RETURN … ORDER BY … LIMIT of the statement stops early, while WITH … ORDER BY … LIMIT and the RETURN of a
# subquery, CALL { … ORDER BY … LIMIT }, still sort everything. And a range whose bound is a variable scans the whole
# label, though an equality with the same variable uses the index.
#
# A page of a worklist then costs as much as the whole list. The product declares the types of what it orders by on this
# engine (cypher/types, tests/findings/test_order.py), lets RETURN order, and passes bounds as parameters.
#
# Times are compared as ratios within one run. Fails when any of this changes. Needs python3 with venv and the package
# index that pip is set up for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check arcadedb-embedded==26.10.2.post1
cat >check.py <<'PY'
from time import perf_counter

import arcadedb_embedded as arcadedb

NODES = 40_000
INDEX = "CREATE INDEX by_k IF NOT EXISTS FOR (n:Item) ON (n.k)"
TYPE = "CREATE CONSTRAINT k_text IF NOT EXISTS FOR (n:Item) REQUIRE n.k IS :: STRING"
RANGE = "MATCH (n:Item) WHERE n.k >= $low AND n.k < $high "
QUERIES = {
    "return": RANGE + "RETURN n.k AS k ORDER BY n.k LIMIT 20",
    "with": RANGE + "WITH n ORDER BY n.k LIMIT 20 RETURN n.k AS k",
    "subquery": "CALL { " + RANGE + "RETURN n.k AS k ORDER BY n.k LIMIT 20 } RETURN k ORDER BY k",
    "few": "MATCH (n:Item) WHERE n.k >= 'k0000100' AND n.k < 'k0000110' RETURN n.k AS k",
    "few by variable": "UNWIND ['k0000100'] AS low MATCH (n:Item) WHERE n.k >= low AND n.k < 'k0000110' RETURN n.k AS k",
    "one by variable": "UNWIND ['k0000100'] AS one MATCH (n:Item {k: one}) RETURN n.k AS k",
}


def measured(name, *declarations):
    with arcadedb.create_database(f"{name}-db") as database:
        for declaration in declarations:
            database.command("opencypher", declaration)
        with database.transaction():
            database.command(
                "opencypher",
                "UNWIND range(0, $last) AS i CREATE (:Item {k: 'k' + right('0000000' + toString(i), 7)})",
                {"last": NODES - 1},
            )
        taken = {}
        for query, text in QUERIES.items():
            times = []
            for _ in range(7):
                began = perf_counter()
                rows = [row.get("k") for row in database.query("opencypher", text, {"low": "k", "high": "l"})]
                times.append(perf_counter() - began)
            taken[query] = min(times)
            assert rows == sorted(rows), (name, query)
            print(f"\n{name}, {query}: {len(rows)} rows, {min(times) * 1000:.2f} ms")
        return taken


plain, typed = measured("index", INDEX), measured("index and type", INDEX, TYPE)
assert plain["return"] > 10 * typed["return"], "an index without a declared type is read in order now"
assert typed["with"] > 10 * typed["return"], "WITH … ORDER BY … LIMIT reads the index in order now"
assert typed["subquery"] > 10 * typed["return"], "CALL { … ORDER BY … LIMIT } reads the index in order now"
assert typed["few by variable"] > 10 * typed["few"], "a range by a variable uses the index now"
assert typed["few by variable"] > 10 * typed["one by variable"], "an equality by a variable is as slow now"
PY
env/bin/python check.py 2>&1 | grep -v -e INFO -e WARN -e '^$'
test "${PIPESTATUS[0]}" -eq 0
