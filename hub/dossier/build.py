"""Builds dossiers from a page: pure, one household at a time.

``DossierFrame`` is shared by a whole scan: window, coverage and doubts. A dossier includes all people who are or were
members of its household within the window; those whose home is elsewhere are included but not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier, Fact, HouseholdView, KinshipFact, MembershipFact, PersonView
from hub.dossier import forms
from hub.dossier import identity_reports as reports
from hub.dossier.doubts import Doubts
from hub.dossier.home import Belonging, Belongs, home
from hub.dossier.page import DossierRow, Page
from hub.dossier.validity import Times
from hub.facts.columns import asked, holdings
from hub.facts.versions import Row, as_known
from schema.household import Household
from schema.membership import Membership
from schema.record import Subject
from schema.values.months import ALL, Window

_TYPED = {
    kind: tuple((record.LIST, forms.TYPED[record.NAME]) for record in holdings(kind) if record.NAME in forms.TYPED)
    for kind in (Subject.PERSON, Subject.HOUSEHOLD)
}
_DECLARED = {
    kind: tuple((record, forms.DECLARED[record.NAME]) for record in holdings(kind) if record.NAME in forms.DECLARED)
    for kind in (Subject.PERSON, Subject.HOUSEHOLD)
}
_RECORD = asked(Household)
_listed = forms.lasting(_RECORD)
_DIVISION = _RECORD.at("division")
_belongs = forms.lasting(asked(Membership))
_PLACE = asked(Membership).at("division")
PLACING = frozenset({"assistance", "hukou"})
"""Households whose divisions answer for categories and benefits of their members."""


@dataclass(frozen=True, slots=True)
class DossierFrame:
    """The shared frame of all dossiers of one scan."""

    window: Window
    coverage: Coverage
    doubts: Doubts
    times: Times
    known_at: int | None = None
    """Epoch milliseconds; None is all that is known now."""

    def rows(self, rows: list[Row]) -> list[Row]:
        """The rows of one list of a statement; as known at ``known_at`` in a replay."""
        return rows if self.known_at is None else as_known(rows, self.known_at)


class Builder:
    """Makes dossiers out of a page."""

    def __init__(self, frame: DossierFrame, named: Mapping[str, frozenset[str]] | None = None) -> None:
        self.frame = frame
        self._named = named or {}
        """Person or household -> divisions of stored findings about it: doubts there count as well."""

    def dossiers(self, page: Page) -> Iterator[Dossier]:
        """The dossier of each wanted household or person, as far as it exists."""
        for id in page.wanted:
            if id in page.households:
                yield self._of_household(id, page)
            elif id in page.people:
                yield self._of_person(id, page)

    def belonging(self, person: str, memberships: list[Row]) -> Belonging:
        """A person's memberships, from a row of ``dossier/homes``."""
        times = self.frame.times
        return Belonging(
            person,
            tuple(
                Belongs(member[-2], member[-1], member[_PLACE], *_belongs(times, member))
                for member in self.frame.rows(memberships)
            ),
        )

    def members(self, household: DossierRow) -> Iterable[str]:
        """All people who are or were listed in a household."""
        return (member[-1] for member in self.frame.rows(household["members"]))

    def households(self, person: DossierRow) -> Iterable[str]:
        """All households in which a person is or was listed."""
        return (member[-2] for member in self.frame.rows(person["memberships"]))

    def guardians(self, person: DossierRow) -> Iterable[str]:
        """Guardians and parents of a person."""
        return (kin[-1] for kin in self.frame.rows(person["guardians"]))

    def person(self, id: str, page: Page, dossier: Dossier) -> PersonView:
        """A person with all their facts; adds their households to the dossier."""
        row = page.people[id]
        view = PersonView(id, forms.born(row["birth"]), row["sex"])
        for fact in self._memberships(row):
            if fact.household not in dossier.households and fact.household in page.households:
                dossier.households[fact.household] = self.household(page.households[fact.household])
            view.memberships.append(fact)
        self._held(view, Subject.PERSON, row)
        view.kinships = [*self._kin(row["wards"], id, True), *self._kin(row["guardians"], id, False)]
        self._described(view, row, dossier)
        return view

    def household(self, row: DossierRow) -> HouseholdView:
        """A household with its facts, members and divisions."""
        times = self.frame.times
        view = HouseholdView(row["id"], row["form"])
        self._held(view, Subject.HOUSEHOLD, row)
        for record in self.frame.rows(row["records"]):
            _add(view.divisions, record[_DIVISION], _listed(times, record)[0])
        for member in self.frame.rows(row["members"]):
            fact = forms.MEMBERSHIP.fact(times, member)
            if fact is not None:
                fact.household = view.id
                view.members.append((member[-1], fact))
                # a household is also where its members were listed in it
                _add(view.divisions, fact.division, fact.yes)
        return view

    def _held(self, view: PersonView | HouseholdView, kind: Subject, row: DossierRow) -> None:
        """The own facts of a person or household."""
        times = self.frame.times
        for name, form in _TYPED[kind]:
            rows = row[name]
            if rows:
                setattr(view, name, form.read(times, self.frame.rows(rows)))
        found = {}
        for record, declared in _DECLARED[kind]:
            rows = row[record.LIST]
            if rows and (facts := declared.read(times, self.frame.rows(rows))):
                found[record.NAME] = facts
        if found:
            view.declared = found

    def home(self, view: PersonView, page: Page, dossier: Dossier) -> str | None:
        """The household of the dossier in which a person is judged."""
        return home(view, dossier.households, lambda id: page.keys.get(id, ("", "")))

    def _of_household(self, id: str, page: Page) -> Dossier:
        dossier = Dossier(id, {}, {}, [])
        own = dossier.households[id] = self.household(page.households[id])
        present: dict[str, int] = {}
        for member, fact in own.members:
            present[member] = present.get(member, 0) | fact.some
        for member, some in present.items():
            if not some & ALL:
                continue
            view = dossier.people[member] = self.person(member, page, dossier)
            if self.home(view, page, dossier) == id:
                dossier.residents.append(member)
        self._bring_guardians(page, dossier)
        return dossier

    def _of_person(self, id: str, page: Page) -> Dossier:
        dossier = Dossier(None, {}, {}, [])
        view = dossier.people[id] = self.person(id, page, dossier)
        if self.home(view, page, dossier) is None:
            dossier.residents.append(id)
        self._bring_guardians(page, dossier)
        return dossier

    def _bring_guardians(self, page: Page, dossier: Dossier) -> None:
        for view in list(dossier.people.values()):
            for kin in view.kinships:
                if kin.ward == view.id and kin.guardian not in dossier.people and kin.guardian in page.people:
                    dossier.people[kin.guardian] = self.person(kin.guardian, page, dossier)

    def _memberships(self, row: DossierRow) -> Iterator[MembershipFact]:
        for member in self.frame.rows(row["memberships"]):
            fact = forms.MEMBERSHIP.fact(self.frame.times, member)
            if fact is not None:
                fact.household = member[-2]
                yield fact

    def _kin(self, rows: list[Row], id: str, guards: bool) -> Iterator[KinshipFact]:
        for kin in self.frame.rows(rows):
            fact = forms.KINSHIP.fact(self.frame.times, kin)
            if fact is not None:
                fact.verb = kin[-2]
                fact.guardian, fact.ward = (id, kin[-1]) if guards else (kin[-1], id)
                yield fact

    def _described(self, view: PersonView, row: DossierRow, dossier: Dossier) -> None:
        """Sources' reports on the person, and rejected rows that may be about them."""
        records = self.frame.rows(row["records"])
        view.identity_reports = reports.disagreeing_reports(self.frame.times, records, view)
        divisions = _divisions(view, dossier)
        names = [record[reports.NAME] for record in records]
        places: Iterable[str] = [record[reports.TOWNSHIP] for record in records if record[reports.TOWNSHIP]]
        places = places or [record[reports.DIVISION] for record in records] or divisions
        view.doubts = self._doubts(row, names, places, divisions)
        if self._named:
            for division in self._named.get(view.id, frozenset()) | self._named.get(dossier.home or "", frozenset()):
                view.elsewhere[division] = self._doubts(row, names, places, (division,))

    def _doubts(
        self, row: DossierRow, names: list[Any], places: Iterable[str], divisions: Iterable[str]
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for node in row["nodes"]:
            for stream, months in self.frame.doubts.about(node, names, places, divisions).items():
                _add(found, stream, months)
        return found


def _add(bits: dict[str, int], key: str, more: int) -> None:
    bits[key] = bits.get(key, 0) | more


def _divisions(view: PersonView, dossier: Dossier) -> set[str]:
    """The divisions that answer for a person: of their assistance and hukou households, else of their facts.

    Deaths and bills tell where somebody was, not who answers for them.
    """
    placed = {m.division for m in view.memberships if dossier.households[m.household].form in PLACING}
    if placed:
        return placed
    listed: tuple[Iterable[Fact], ...] = (
        *(view.categories, view.benefits, view.payments, view.certificates, view.enrolments, view.covers),
        *view.declared.values(),
    )
    return {fact.division for facts_of in listed for fact in facts_of}
