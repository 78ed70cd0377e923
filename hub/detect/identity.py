"""One number, two people: where sources under one identity number disagree on name, sex or birth.

Nothing is decided here: a finding that rests on facts of sources that disagree is marked, and a person resolves it. A
source without name, sex or birth has the number's own sex and birth. Only sources that a finding cites count: a wrong
source does not affect findings that do not rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from hub.detect.dossier import Fact, IdentityReport, PersonView
from hub.detect.finding import Finding, Sentence
from hub.detect.names import may_be_one
from schema.policy.rule import Severity
from schema.values.month import month_index
from schema.values.months import ALL, Window, highest

LOWER = {Severity.HIGH.value: Severity.MEDIUM.value, Severity.MEDIUM.value: Severity.LOW.value}
SEXES = frozenset({"1", "2"})
"""Unknown and not stated contradict nothing."""
WORDS = {"name": ("姓名", "name"), "sex": ("性别", "sex"), "birth": ("出生日期", "date of birth")}
"""Fields that may differ, in the order in which they are named."""


def disagreeing(reports: Sequence[IdentityReport], own: IdentityReport) -> tuple[IdentityReport, ...]:
    """All reports of one person where any two, or one and the number itself, disagree; else nothing."""
    names = {one.name for one in reports if one.name is not None}
    sexes = {one.sex for one in reports if one.sex is not None} | ({own.sex} if own.sex else set())
    births = {one.birth for one in reports if one.birth is not None} | ({own.birth} if own.birth else set())
    if len(names) < 2 and len(sexes) < 2 and len(births) < 2:
        return ()
    if any(differing(left, right, own) for left, right in combinations((*reports, own), 2)):
        return tuple(reports)
    return ()


def differing(left: IdentityReport, right: IdentityReport, own: IdentityReport) -> tuple[str, ...]:
    """``name``, ``sex``, ``birth``: the fields in which two reports of one number differ; missing ones are the number's
    own."""
    found = []
    if left.name is not None and right.name is not None and not may_be_one(left.name, right.name):
        found.append("name")
    for field in ("sex", "birth"):
        one, other = getattr(left, field) or getattr(own, field), getattr(right, field) or getattr(own, field)
        if one is not None and other is not None and one != other:
            found.append(field)
    return tuple(found)


def own_of(view: PersonView) -> IdentityReport:
    """The report of the number itself."""
    return IdentityReport("", "", ALL, None, view.sex if view.sex in SEXES else None, view.birth)


def doubted(finding: Finding, views: Iterable[PersonView], window: Window) -> Finding:
    """The finding, marked and lowered where it rests on sources that disagree on a person's identity."""
    found: set[str] = set()
    for view in views:
        found.update(_between(finding, view, window))
    return mark(finding, found) if found else finding


def mark(finding: Finding, differs: Iterable[str]) -> Finding:
    """A finding whose sources may mean two people; its sentence names no value."""
    wanted = set(differs)
    words = [WORDS[field] for field in WORDS if field in wanted]
    zh, en = "、".join(word[0] for word in words), " and ".join(word[1] for word in words)
    return replace(
        finding,
        identity_in_doubt=True,
        severity=LOWER.get(finding.severity, finding.severity),
        sentence=Sentence(
            f"身份待核：各来源以同一身份证号报送的{zh}不一致，可能不是同一人，请先核实身份，再看以下线索。"
            f"{finding.sentence.zh}",
            f"Identity in doubt: sources report another {en} under one identity number and may mean two people; "
            f"find out who it is first. {finding.sentence.en}",
        ),
    )


def _between(finding: Finding, view: PersonView, window: Window) -> set[str]:
    """Fields in which the sources that the finding cites for a person disagree; absences were looked for by the
    number."""
    own = own_of(view)
    mine = {fact.id for fact in facts_of(view)}
    sides: list[IdentityReport] = []
    units: dict[tuple[str, str], int] = {}
    for cite in finding.cites:
        if cite.fact in mine:
            bit = window.bit(month_index(cite.months[-1])) & ALL if cite.months else 0
            unit = (cite.stream, cite.division)
            units[unit] = max(units.get(unit, 0), bit)
    for (stream, division), bit in units.items():
        sides += _reports_of(view.identity_reports, stream, division, bit)
    if finding.absences and finding.subject == view.id:
        sides.append(own)
    found: set[str] = set()
    for left, right in combinations(sides, 2):
        found.update(differing(left, right, own))
    return found


def _reports_of(reports: Iterable[IdentityReport], stream: str, division: str, bit: int) -> list[IdentityReport]:
    """A source's report of a division in a month, else its last one; an empty one without a report."""
    mine = [one for one in reports if (one.stream, one.division) == (stream, division)]
    if not mine:
        return [IdentityReport(stream, division, ALL)]
    listed = [one for one in mine if one.months & bit]
    latest = max(highest(one.months & ALL) for one in mine)
    return listed or [one for one in mine if highest(one.months & ALL) == latest]


def facts_of(view: PersonView) -> Iterable[Fact]:
    """Every fact of a person that a finding may cite."""
    for facts in (
        view.memberships,
        view.categories,
        view.benefits,
        view.payments,
        view.certificates,
        view.deaths,
        view.enrolments,
        view.covers,
        view.expenses,
        view.kinships,
    ):
        yield from facts
    for declared in view.declared.values():
        yield from declared
