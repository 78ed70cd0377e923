"""Both answers to one random household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.oracle import adapter, oracle
from tests.oracle.disagreements import Disagreement, disagreement
from tests.oracle.families import make
from tests.oracle.lead import Answer


@dataclass(frozen=True)
class Difference:
    """What only one side says of a household, by its seed."""

    seed: int
    only_oracle: tuple[Answer, ...]
    only_engine: tuple[Answer, ...]

    def __str__(self) -> str:
        lines = [f"household {self.seed}"]
        lines += [f"  only the oracle: {answer}" for answer in self.only_oracle]
        lines += [f"  only the engine: {answer}" for answer in self.only_engine]
        return "\n".join(lines)


@dataclass
class Comparison:
    """By rule: how many answers both gave, where they differ, and where a known disagreement is in the way."""

    agreed: Counter[str]
    differences: dict[str, list[Difference]]
    known: dict[str, list[tuple[Disagreement, Difference]]]


def compare(seeds: Iterable[int]) -> Comparison:
    result = Comparison(Counter(), {rule: [] for rule in oracle.RULES}, {rule: [] for rule in oracle.RULES})
    for seed in seeds:
        world = make(seed)
        engine = adapter.judge(world)
        for rule in oracle.RULES:
            ours = oracle.judge(world, rule)
            theirs = Counter({answer: count for answer, count in engine.items() if answer.rule == rule})
            result.agreed[rule] += (ours & theirs).total()
            if ours != theirs:
                difference = Difference(seed, _only(ours, theirs), _only(theirs, ours))
                if known := disagreement(rule, world):
                    result.known[rule].append((known, difference))
                else:
                    result.differences[rule].append(difference)
    return result


def _only(one: Counter[Answer], other: Counter[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted((one - other).elements(), key=repr))
