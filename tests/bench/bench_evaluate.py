"""What one dossier costs to judge by the whole shipped policy: ``python tests/bench/bench_evaluate.py [households]``.

A mixed population of home households, 2.5 people and 20 facts a person on average: most are in order, some raise
findings, some are held back. Prints microseconds of processor time a dossier as JSON, total and by kind of household.
"""

from __future__ import annotations

import gc
import json
import random
import sys
from datetime import date
from time import thread_time

from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage, StreamInfo
from hub.detect.dossier import (
    BenefitFact,
    CategoryFact,
    CertificateFact,
    CoverFact,
    DeathFact,
    Dossier,
    EnrolmentFact,
    HouseholdView,
    MembershipFact,
    PaymentFact,
    PersonView,
)
from hub.detect.evaluate import evaluate
from schema.policy.policy import load_policy
from schema.values.months import Window

WINDOW = Window.ending(date(2026, 7, 31))
DIVISION = "370102"
LISTED = WINDOW.since(WINDOW.last - 35)
TOPICS = {
    "hukou.residents": ["membership:hukou"],
    "deaths.one": ["death"],
    "deaths.two": ["death"],
    "dibao.families": ["category:dibao", "benefit:dibao_cash"],
    "dibao.people": ["category:dibao", "benefit:dibao_topup", "membership:assistance"],
    "dibian.families": ["category:dibian", "category:dibao_single", "benefit:dibao_single_cash"],
    "tekun.people": ["category:tekun", "benefit:tekun_living", "benefit:tekun_care"],
    "liangbu.register": ["benefit:disab_living", "benefit:disab_nursing"],
    "elder.register": ["benefit:elder_age", "benefit:elder_living", "benefit:elder_nursing"],
    "children.register": ["benefit:orphan_living", "benefit:defacto_orphan_living"],
    "canlian.certificates": ["certificate"],
    "yikatong.details": ["payment"],
    "roll.pupils": [f"enrolment:{stage}" for stage in ("preschool", "primary", "junior", "senior", "vocational")],
    "aid.awards": [
        f"benefit:edu_{name}"
        for name in ("pre_grant", "pre_free", "comp_living", "high_grant", "high_free", "voc_grant")
    ],
    "yibao.covers": ["cover"],
}


def coverage() -> Coverage:
    streams = {name: StreamInfo(name, "", frozenset(topics), ("37",)) for name, topics in TOPICS.items()}
    runs = {(name, DIVISION, month): "run" for name in streams for month in range(WINDOW.last - 35, WINDOW.last + 1)}
    return Coverage(streams, {(name, DIVISION): LISTED for name in streams}, runs)


class Maker:
    """Households in the proportions of a monitored population."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.facts = 0

    def fact(self, stream: str, bits: int = LISTED) -> tuple[str, str, str, str, int, int, int]:
        self.facts += 1
        return (f"f{self.facts}", stream, DIVISION, "run", 0, bits, bits)

    def dossier(self, number: int) -> tuple[str, Dossier, int]:
        before = self.facts
        kind = self.draw.choices(["in order", "disabled", "owed", "dead", "held back"], [80, 12, 3, 2, 3])[0]
        home = HouseholdView(f"h{number}", "assistance")
        hukou = HouseholdView(f"k{number}", "hukou")
        home.categories.append(CategoryFact(*self.fact("dibao.families"), "dibao"))
        home.benefits.append(BenefitFact(*self.fact("dibao.families"), "dibao_cash", 90000))
        people = {}
        for index in range(self.draw.choice([1, 2, 2, 3, 3, 4])):
            person = PersonView(f"p{number}-{index}", date(1950 + 20 * index, 5, 5))
            people[person.id] = person
            for household in (home, hukou):
                membership = MembershipFact(*self.fact("dibao.people"), household.id)
                person.memberships.append(membership)
                household.members.append((person.id, membership))
            person.covers.append(CoverFact(*self.fact("yibao.covers"), "390"))
            self._pay(person, "dibao_cash" if index == 0 else "disab_nursing", 90000 if index == 0 else 13900, 14)
            if index:
                person.benefits.append(BenefitFact(*self.fact("liangbu.register"), "disab_nursing", 13900))
                person.certificates.append(CertificateFact(*self.fact("canlian.certificates"), "5", 2))
                person.benefits.append(BenefitFact(*self.fact("liangbu.register"), "disab_living", 18300))
                self._pay(person, "disab_living", 18300, 14)
            if index == 3:
                person.enrolments.append(EnrolmentFact(*self.fact("roll.pupils"), "primary"))
                person.benefits.append(
                    BenefitFact(
                        *self.fact("aid.awards"), "edu_comp_living", 62500, school_year="2025-2026", term="year"
                    )
                )
        first = people[f"p{number}-0"]
        if kind == "disabled":
            first.certificates.append(CertificateFact(*self.fact("canlian.certificates"), "4", 3))
            first.benefits.append(BenefitFact(*self.fact("liangbu.register"), "disab_living", 13900))
            self._pay(first, "disab_living", 13900, 14)
        elif kind == "owed":
            first.certificates.append(CertificateFact(*self.fact("canlian.certificates"), "4", 3))
        elif kind == "dead":
            first.deaths.append(DeathFact(*self.fact("deaths.one", WINDOW.bit(WINDOW.last - 4)), date(2026, 3, 11)))
        elif kind == "held back":
            first.certificates.append(CertificateFact(*self.fact("canlian.certificates"), "4", 3))
            first.doubts["liangbu.register"] = LISTED
        dossier = Dossier(home.id, people, {home.id: home, hukou.id: hukou}, list(people))
        return kind, dossier, self.facts - before

    def _pay(self, person: PersonView, item: str, amount: int, months: int) -> None:
        for month in range(WINDOW.last - months + 1, WINDOW.last + 1):
            fact = self.fact("yikatong.details", WINDOW.bit(month))
            person.payments.append(PaymentFact(*fact, item, month, amount))


def main() -> None:
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    maker = Maker(7)
    made = [maker.dossier(number) for number in range(households)]
    policy, covered = compile_policy(load_policy()), coverage()
    for _, dossier, _ in made[:200]:
        evaluate(dossier, policy, WINDOW, covered)
    gc.collect()
    gc.freeze()  # a scan drops its dossiers as it goes; the bench holds all of them
    kinds: dict[str, list[float]] = {}
    findings = held = 0
    for kind, dossier, _ in made:
        start = thread_time()
        evaluation = evaluate(dossier, policy, WINDOW, covered)
        kinds.setdefault(kind, []).append(thread_time() - start)
        findings += len(evaluation.findings)
        held += len(evaluation.held_back)
    times = sorted(seconds for found in kinds.values() for seconds in found)
    people = sum(len(dossier.residents) for _, dossier, _ in made)
    result = {
        "dossiers": households,
        "people_a_dossier": round(people / households, 2),
        "facts_a_person": round(sum(facts for _, _, facts in made) / people, 1),
        "rules": len(policy.rules),
        "findings": findings,
        "held_back": held,
        "mean_us": round(1e6 * sum(times) / len(times)),
        "p50_us": round(1e6 * times[len(times) // 2]),
        "p99_us": round(1e6 * times[len(times) * 99 // 100]),
        "by_kind_us": {kind: round(1e6 * sum(found) / len(found)) for kind, found in sorted(kinds.items())},
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
