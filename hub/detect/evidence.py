"""Turns facts and coverage into a finding's citations and absences, and gaps in coverage into what is missing.

Everything is sorted, so the order in which a store returned the facts does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.dossier import DeathFact, ExpenseFact
from hub.detect.finding import Absence, Cite, HeldReason, Missing
from hub.detect.frame import EvaluationFrame
from hub.detect.node import Gap
from hub.detect.subject import Evidence
from schema.records import RECORDS
from schema.values.month import month_of, month_text
from schema.values.months import ALL, highest

EVENTS = frozenset(name for name, record in RECORDS.items() if record.happens())
"""Citations of facts with their run; of roster facts with the run of their last listed month."""


def cites(frame: EvaluationFrame, evidence: Iterable[tuple[Evidence, int]]) -> tuple[Cite, ...]:
    """Each fact once, with those of the given months that it speaks for."""
    window, coverage = frame.window, frame.coverage
    facts: dict[str, tuple[Evidence, int]] = {}
    for item, bits in evidence:
        known = facts.get(item.fact.id)
        facts[item.fact.id] = (item, bits if known is None else known[1] | bits)
    found = []
    for (kind, fact), bits in facts.values():
        run = fact.run
        if isinstance(fact, DeathFact | ExpenseFact):
            months: tuple[str, ...] = (month_text(month_of(fact.on)),)
        else:
            bits = bits & fact.yes or fact.yes  # a fact that counts afterwards is cited for its own months
            months = tuple(window.texts(bits))
            if kind not in EVENTS and bits & ALL:
                latest = window.first + highest(bits).bit_length() - 1
                run = coverage.run(fact.stream, fact.division, latest) or run
        found.append(Cite(fact.id, kind, fact.stream, fact.division, months, run, fact.learned_at))
    found.sort(key=lambda cite: (cite.type, cite.months, cite.fact))
    return tuple(found)


def absences(frame: EvaluationFrame, answers: Iterable[Gap]) -> tuple[Absence, ...]:
    """Absences by stream, division and run."""
    window, coverage = frame.window, frame.coverage
    found: dict[tuple[str, str, str], int] = {}
    for topic, places, _, bits in answers:
        for division, months in places.items():
            here = months & bits
            if not here & ALL:
                continue
            for stream in coverage.answering(topic, division):
                for month in window.months(here & coverage.covered(stream, division)):
                    key = (stream, division, coverage.run(stream, division, month) or "")
                    found[key] = found.get(key, 0) | window.bit(month)
    return tuple(
        Absence(stream, division, tuple(window.texts(bits)), run)
        for (stream, division, run), bits in sorted(found.items())
    )


def missing(frame: EvaluationFrame, gaps: Iterable[Gap]) -> tuple[Missing, ...]:
    """Streams that have not answered, or doubts about their answer."""
    window, coverage = frame.window, frame.coverage
    found: dict[tuple[HeldReason, str, str, str], int] = {}

    def note(reason: HeldReason, topic: str, stream: str, division: str, bits: int) -> None:
        if bits & ALL:
            key = (reason, topic, stream, division)
            found[key] = found.get(key, 0) | bits & ALL

    for topic, places, doubts, bits in gaps:
        settled = bits
        for division, months in places.items():
            here = months & bits
            streams = coverage.answering(topic, division)
            if not streams:
                note(HeldReason.UNCOVERED, topic, "", division, here)
                settled &= ~here
            for stream in streams:
                late = here & ~coverage.covered(stream, division)
                doubted = here & doubts.get(stream, 0) & ~late
                note(HeldReason.UNCOVERED, topic, stream, division, late)
                note(HeldReason.DOUBT, topic, stream, division, doubted)
                settled &= ~(late | doubted)
        if not places:
            note(HeldReason.UNCOVERED, topic, "", "", bits)
        else:
            note(HeldReason.PARTIAL, topic, "", "", settled)
    return tuple(
        Missing(reason, topic, stream or None, division or None, tuple(window.texts(bits)))
        for (reason, topic, stream, division), bits in sorted(found.items())
    )
