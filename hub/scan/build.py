"""Rows of the dossier statements to dossiers: pure, one household at a time.

``Frame`` holds what a whole scan shares: the window, coverage and doubts. A dossier's household always knows everybody
who is or was in it within the window; whoever has their home elsewhere is in view but not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier, HouseholdView, MembershipFact, PersonView
from hub.scan import facts
from hub.scan.doubts import Doubts
from hub.scan.facts import Row
from hub.scan.home import Belonging, Belongs, home
from hub.scan.validity import Times
from schema.values.months import ALL, Window


@dataclass(frozen=True, slots=True)
class Frame:
    """What every dossier of one scan is built with."""

    window: Window
    coverage: Coverage
    doubts: Doubts
    times: Times
    known_at: int | None = None
    """Epoch milliseconds; None is all that is known now."""

    def rows(self, rows: list[Row]) -> list[Row]:
        """The rows of one list of a statement; as they stood where the scan asks what was known then."""
        return rows if self.known_at is None else facts.as_known(rows, self.known_at)


class Builder:
    """Makes dossiers out of rows."""

    def __init__(self, frame: Frame, named: Mapping[str, frozenset[str]] | None = None) -> None:
        self.frame = frame
        self._named = named or {}
        """Person or household -> divisions that stored findings about it name: doubts there are asked for as well."""

    def household(self, row: Mapping[str, Any], guardians: Mapping[str, Row]) -> Dossier:
        """The dossier of one row of ``dossier/household``; ``guardians`` are rows of ``dossier/person``."""
        dossier = Dossier(row["id"], {}, {}, [])
        own = self._view(row["id"], row["form"], row["records"], row["categories"], row["benefits"], row["payments"])
        dossier.households[own.id] = own
        members = self.members(row)
        belonging: dict[str, list[MembershipFact]] = {}
        for member in members:
            fact = facts.membership(self.frame.times, member, own.id)
            if fact is not None:
                belonging.setdefault(member[-1][0], []).append(fact)
                own.members.append((member[-1][0], fact))
        for member in members:
            id = member[-1][0]
            mine = belonging.get(id)
            if mine is None or id in dossier.people or not any(fact.some & ALL for fact in mine):
                continue
            view = dossier.people[id] = self._person(member[-1], mine, dossier)
            if self._home(view, dossier) == own.id:
                dossier.residents.append(id)
        _place(own)
        for view in list(dossier.people.values()):
            self._bring_guardians(view, guardians, dossier)
        return dossier

    def person(self, row: Row, guardians: Mapping[str, Row]) -> Dossier:
        """The dossier of somebody without a home, by a row of ``dossier/person``."""
        dossier = Dossier(None, {}, {}, [])
        view = dossier.people[row[0]] = self._person(row, [], dossier)
        if self._home(view, dossier) is None:
            dossier.residents.append(view.id)
        self._bring_guardians(view, guardians, dossier)
        return dossier

    def members(self, row: Mapping[str, Any]) -> list[Row]:
        """Memberships of a row of ``dossier/household``, each ending with its person's part."""
        return self.frame.rows(row["members"])

    def belonging(self, row: Mapping[str, Any]) -> Belonging:
        """Of a row of ``dossier/homes``."""
        times = self.frame.times
        return Belonging(
            row["person"],
            tuple(
                Belongs(member[-2], member[-1], member[2], *facts.member_in_force(times, member))
                for member in self.frame.rows(row["memberships"])
            ),
        )

    def guardians(self, person: Row) -> Iterable[str]:
        """Guardians and parents of the person of a row of ``dossier/person``, or of a member's part."""
        return (kin[-1] for kin in self.frame.rows(person[-1]))

    def _home(self, view: PersonView, dossier: Dossier) -> str | None:
        months: dict[str, int] = {}
        for fact in view.memberships:
            months[fact.household] = months.get(fact.household, 0) | fact.yes
        return home((id, dossier.households[id].form, yes) for id, yes in months.items())

    def _bring_guardians(self, view: PersonView, guardians: Mapping[str, Row], dossier: Dossier) -> None:
        for kin in view.kinships:
            if kin.ward == view.id and kin.guardian not in dossier.people and kin.guardian in guardians:
                dossier.people[kin.guardian] = self._person(guardians[kin.guardian], [], dossier)

    def _person(self, row: Row, belonging: list[MembershipFact], dossier: Dossier) -> PersonView:
        """Somebody with all their facts; adds their other households to the dossier."""
        (id, birth, sex, records, memberships, categories, benefits, payments, certificates) = row[:9]
        deaths, enrolments, covers, expenses, wards, guardians = row[9:]
        rows, times = self.frame.rows, self.frame.times
        view = PersonView(id, facts.born(birth), sex, list(belonging))
        for member in rows(memberships):
            *_, other, form, block = member
            fact = facts.membership(times, member, other)
            if fact is None:
                continue
            view.memberships.append(fact)
            if other not in dossier.households:
                dossier.households[other] = self._other(other, form, block)
        view.categories = facts.facts(facts.category, times, rows(categories))
        view.benefits = facts.facts(facts.benefit, times, facts.told_once(rows(benefits)))
        view.payments = facts.facts(facts.payment, times, facts.told_once(rows(payments)))
        view.certificates = facts.facts(facts.certificate, times, rows(certificates))
        view.deaths = facts.facts(facts.death, times, facts.told_once(rows(deaths)))
        view.enrolments = facts.facts(facts.enrolment, times, rows(enrolments))
        view.covers = facts.facts(facts.cover, times, rows(covers))
        view.expenses = facts.facts(facts.expense, times, facts.told_once(rows(expenses)))
        kinships = [facts.kinship(times, kin, id, kin[-1]) for kin in rows(wards)]
        kinships += [facts.kinship(times, kin, kin[-1], id) for kin in rows(guardians)]
        view.kinships = [kin for kin in kinships if kin is not None]
        said = rows(records)
        view.said = facts.said(times, said, view)
        townships = [record[2] for record in said if record[2]]
        divisions = _divisions(view, dossier)
        names = [record[1] for record in said]
        places = townships or [record[0] for record in said] or divisions
        view.doubts = self.frame.doubts.about(id, names, places, divisions)
        if self._named:
            for division in self._named.get(id, frozenset()) | self._named.get(dossier.home or "", frozenset()):
                view.elsewhere[division] = self.frame.doubts.about(id, names, places, (division,))
        return view

    def _other(self, id: str, form: str, block: list[Any]) -> HouseholdView:
        records, categories, benefits, payments, members = block
        view = self._view(id, form, records, categories, benefits, payments)
        for member in self.frame.rows(members):
            fact = facts.membership(self.frame.times, member, id)
            if fact is not None:
                view.members.append((member[-1], fact))
        _place(view)
        return view

    def _view(
        self, id: str, form: str, records: list[Row], categories: list[Row], benefits: list[Row], payments: list[Row]
    ) -> HouseholdView:
        rows, times = self.frame.rows, self.frame.times
        view = HouseholdView(
            id,
            form,
            {},
            facts.facts(facts.category, times, rows(categories)),
            facts.facts(facts.benefit, times, facts.told_once(rows(benefits))),
            facts.facts(facts.payment, times, facts.told_once(rows(payments))),
        )
        for record in rows(records):
            yes, _ = times.of(record[1], record[2], record[5], record[6])
            view.divisions[record[2]] = view.divisions.get(record[2], 0) | yes
        return view


def _place(view: HouseholdView) -> None:
    """A household is also where its members were listed in it."""
    for _, fact in view.members:
        view.divisions[fact.division] = view.divisions.get(fact.division, 0) | fact.yes


PLACING = frozenset({"assistance", "hukou"})
"""Households whose divisions answer for categories and benefits of their members."""


def _divisions(view: PersonView, dossier: Dossier) -> set[str]:
    """The divisions that answer for somebody: of their assistance and hukou households, else of all their facts."""
    placed = {m.division for m in view.memberships if dossier.households[m.household].form in PLACING}
    if placed:
        return placed
    listed = (view.categories, view.benefits, view.payments, view.certificates, view.enrolments, view.covers)
    return {fact.division for facts_of in listed for fact in facts_of}
