"""What executing a query costs: ``python tests/bench/bench_query.py [people] [--home DIR] [--profile]``.

A synthetic province is synced and scanned into the embedded store of the home (kept when it is given, and then used
again). Five questions, each in turns by compiled operations and by graphql-core's own execution, in one process, on one
store, both with validated documents in their caches. Prints JSON: the median of each in milliseconds, asked of the
store, and with its answers kept in memory, which leaves what the hub itself does.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import pstats
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import orjson

from connectors.registry import load_cards
from hub.auth import Role, Viewer
from hub.gql.context import Context
from hub.gql.schema import Schema, make_schema
from hub.ids import Ids
from hub.keys import load_keys
from hub.population import make_population
from hub.scan.frame import stream_infos
from hub.scan.scan import scan
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.sync.engine import Sync
from schema.policy.policy import load_policy

_HOME = """form number divisions members { relation { zh } spells { first last } person { id name birth
  benefits { item { zh } amount spells { first last } } categories { category { zh } status spells { first last } } } }
  benefits { item { zh } amount spells { first last } } categories { category { zh } status spells { first last } }"""
QUESTIONS = {
    "a household, members, benefits, categories": f"query($h0: ID!) {{ household(id: $h0) {{ {_HOME} }} }}",
    "its payments": """query($h0: ID!) { household(id: $h0) { payments { month amount item { zh } said { department } }
      members { person { id payments { month amount item { zh } said { department } } } } } }""",
    "its chain": """query($h0: ID!) { household(id: $h0) { chain(first: 50) { totalCount edges { cursor node {
      __typename on phase subject said { department stream } ... on Determination { category { zh } }
      ... on Award { item { zh } amount } ... on PaymentEvent { item { zh } month amount }
      ... on FindingEvent { rule sentenceZh } } } pageInfo { hasNextPage endCursor } } } }""",
    "fifty findings by amount": """{ duplicates(first: 50, order: {by: AMOUNT}) { edges { cursor node { id rule severity
      state months amount sentence { zh en } household departments items } } pageInfo { hasNextPage endCursor } } }""",
    "eight households": f"query({', '.join(f'$h{n}: ID!' for n in range(8))}) {{"
    + " ".join(f"q{n}: household(id: $h{n}) {{ {_HOME} }}" for n in range(8))
    + " }",
}


class Kept(Store):
    """A store whose answers are kept: the second time none is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[bytes, Any] = {}

    async def read(self, name: str, /, **parameters: Any) -> Any:
        key = orjson.dumps([name, parameters], option=orjson.OPT_SORT_KEYS)
        if key not in self._answers:
            self._answers[key] = await self._store.read(name, **parameters)
        return self._answers[key]


async def fill(store: Store, settings: Settings, people: int) -> None:
    if await store.read("scan/mark"):
        return
    keys, cards = load_keys(settings), load_cards()
    with tempfile.TemporaryDirectory() as deliveries:
        make_population(Path(deliveries), people=people, seed=1)
        environment = {**settings.environment, "AIDCHAIN_DELIVERIES": deliveries}
        async for run in Sync(store, keys, settings.home / "spool", environment).run(cards):
            if run.error is not None:
                raise run.error
    await scan(store, keys, load_policy(), stream_infos(cards))


async def households(schema: Schema, context: Context) -> list[str]:
    """Eight homes that findings are about."""
    query = "{ duplicates(first: 50, order: {by: AMOUNT}) { edges { node { household } } } }"
    page = orjson.loads(await asked(schema, context, query, {}))
    found = [edge["node"]["household"] for edge in page["duplicates"]["edges"]]
    return list(dict.fromkeys(home for home in found if home))[:8]


async def asked(schema: Schema, context: Context, text: str, variables: dict[str, str]) -> bytes:
    answer = await schema.execute(text, variables, context)
    if answer.errors:
        raise answer.errors[0]
    return orjson.dumps(answer.data)


async def measure(settings: Settings, people: int, turns: int, profiled: bool) -> dict[str, Any]:
    keys = load_keys(settings)
    schemas = {"graphql-core": make_schema(compiled=False), "compiled": make_schema()}
    viewer = Viewer("bench", Role.SUPERVISOR, ("37",), "bench")
    figures: dict[str, Any] = {}
    async with open_store(settings) as store:
        await fill(store, settings, people)
        homes = await households(schemas["compiled"], Context(viewer, store, Ids(keys), Sealer(keys)))
        for where, asks in (("store", store), ("kept", Kept(store))):
            context = Context(viewer, asks, Ids(keys), Sealer(keys))
            for name, text in QUESTIONS.items():
                variables = {f"h{number}": home for number, home in enumerate(homes) if f"$h{number}:" in text}
                answers = {await asked(schema, context, text, variables) for schema in schemas.values()}
                if len(answers) > 1:
                    raise SystemExit(f"the answers differ: {name}")
                taken: dict[str, list[float]] = {way: [] for way in schemas}
                for _ in range(turns):
                    for way, schema in schemas.items():
                        began = perf_counter()
                        await asked(schema, context, text, variables)
                        taken[way].append((perf_counter() - began) * 1000)
                found = {way: round(median(times), 3) for way, times in taken.items()}
                ratio = round(found["graphql-core"] / found["compiled"], 1)
                figures.setdefault(name, {"bytes": len(answers.pop())})[where] = {**found, "ratio": ratio}
                if profiled and where == "kept":
                    await profile(schemas["compiled"], context, text, variables, name)
    return figures


async def profile(schema: Schema, context: Context, text: str, variables: dict[str, str], name: str) -> None:
    with cProfile.Profile() as profiler:
        for _ in range(100):
            await asked(schema, context, text, variables)
    sys.stderr.write(f"{name}\n")
    pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int, nargs="?", default=3_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(given.home or Path(folder))
        figures = asyncio.run(measure(settings, given.people, given.turns, given.profile))
    json.dump(figures, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
