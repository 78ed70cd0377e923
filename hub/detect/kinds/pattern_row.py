"""What a statement of cypher/patterns/ says of one person at one anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PatternFact:
    """A fact at the anchor, or one to be cited beside it; ``amount`` is in fen."""

    type: str
    """The record's name."""
    fact: str
    item: str | None
    month: str
    """Its month as text: of a payment the month that it is for."""
    amount: int | None
    name: str | None
    """The name of the account's holder, where the fact has one."""
    stream: str
    division: str
    run: str
    learned_at: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A membership of the person at the anchor: in a registered home there, or in any household of assistance."""

    household: str
    form: str
    months: frozenset[int]
    """Indexes of the months in which a list names the person; only covered ones."""
    fact: PatternFact
    """The membership itself; its month is set where it is cited."""


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One person at an anchor; ``anchor`` is a keyed hash (of an account, an invoice's number, an address)."""

    anchor: str
    person: str
    facts: tuple[PatternFact, ...]
    """What brings the person to the anchor."""
    names: frozenset[str] = frozenset()
    """Every name that a source gives the person."""
    households: frozenset[str] = frozenset()
    """Every household, of any form, that the person is or was in."""
    guardians: frozenset[str] = frozenset()
    """All guardians of the person."""
    deaths: tuple[PatternFact, ...] = ()
    """What sources say of the person's death."""
    seen: frozenset[str] = frozenset()
    """Months of medical bills: signs of life."""
    stays: tuple[Stay, ...] = ()
    """Memberships, where the statement gives them."""
    cited: tuple[PatternFact, ...] = ()
    """What a finding rests on beside the facts at the anchor."""

    def at_anchor(self) -> tuple[PatternFact, ...]:
        """Facts and memberships that bring the person to the anchor."""
        return (*self.facts, *(stay.fact for stay in self.stays))

    def with_all_of(self, other: PatternRow) -> PatternRow:
        """The same person with what another of their nodes knows as well."""
        return replace(
            self,
            facts=tuple({fact.fact: fact for fact in (*self.facts, *other.facts)}.values()),
            names=self.names | other.names,
            households=self.households | other.households,
            guardians=self.guardians | other.guardians,
            deaths=tuple({fact.fact: fact for fact in (*self.deaths, *other.deaths)}.values()),
            seen=self.seen | other.seen,
            stays=(*self.stays, *other.stays),
        )

    def only(self, months: set[str]) -> PatternRow:
        """The person with the facts of some months."""
        return replace(self, facts=tuple(fact for fact in self.facts if fact.month in months))
