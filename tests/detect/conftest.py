"""Hand-built dossiers: ``make_case()`` gives a small world of one county whose streams have all answered.

A case names months as runs (``2026-05/2026-07``), money in yuan, and people and households by short names; everything
is covered from 2023-08 to 2026-07 unless the case says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage, StreamInfo
from hub.detect.dossier import (
    BenefitFact,
    CategoryFact,
    CertificateFact,
    CoverFact,
    DeathFact,
    DeclaredFact,
    Dossier,
    EnrolmentFact,
    ExpenseFact,
    HouseholdView,
    KinshipFact,
    MembershipFact,
    PaymentFact,
    PersonView,
)
from hub.detect.evaluate import evaluate
from hub.detect.finding import Evaluation, Finding
from schema.policy.policy import Policy, load_policy
from schema.records import RECORDS
from schema.values.month import month_index, month_text
from schema.values.months import Months, Window

HOME = "370102"
FIRST, LAST = month_index("2023-08"), month_index("2026-07")

PAID = (
    "dibao_cash",
    "dibao_single_cash",
    "tekun_living",
    "tekun_care",
    "disab_living",
    "disab_nursing",
    "elder_age",
    "elder_living",
    "elder_nursing",
    "orphan_living",
    "defacto_orphan_living",
)

STREAMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "gongan_hukou.residents": ("公安", ("membership:hukou",)),
    "gongan_deaths.cancellations": ("公安", ("death",)),
    "weijian_deaths.deaths": ("卫健", ("death",)),
    "minzheng_dibao.families": ("民政", ("category:dibao", "benefit:dibao_cash")),
    "minzheng_dibao.people": ("民政", ("membership:assistance", "category:dibao", "benefit:dibao_topup")),
    "minzheng_dibian.families": ("民政", ("category:dibian", "category:dibao_single", "benefit:dibao_single_cash")),
    "minzheng_applications.ledger": ("民政", ("application",)),
    "minzheng_visits.visits": ("民政", ("visit",)),
    "minzheng_means.reports": ("民政", ("means_check",)),
    "canlian_care.people": ("残联", ("service",)),
    "minzheng_gangxing.families": ("民政", ("category:gangxing",)),
    "minzheng_tekun.people": ("民政", ("category:tekun", "benefit:tekun_living", "benefit:tekun_care")),
    "minzheng_liangbu.register": ("民政", ("benefit:disab_living", "benefit:disab_nursing", "guardianship")),
    "minzheng_elder.register": ("民政", ("benefit:elder_age", "benefit:elder_living", "benefit:elder_nursing")),
    "minzheng_children.register": ("民政", ("benefit:orphan_living", "benefit:defacto_orphan_living")),
    "minzheng_temporary.awards": ("民政", ("benefit:temp_emergency", "benefit:temp_expense")),
    "minzheng_heating.awards": ("民政", ("benefit:heating",)),
    "minzheng_price.people": ("民政", ("benefit:price_temp",)),
    "nongye_push.members": ("农业农村", ("category:fanpin", "membership:fanpin")),
    "nongye_people.people": ("农业农村", ("monitoring",)),
    "nongye_monitored.people": ("农业农村", ("monitoring",)),
    "cishan_aid.people": ("慈善组织", ("benefit:charity_aid",)),
    "fagai_power.homes": ("发改", ("benefit:utility_free",)),
    "canlian_access.homes": ("残联", ("benefit:disab_home_access",)),
    "canlian_certificates.certificates": ("残联", ("certificate",)),
    "minzheng_ability.people": ("民政", ("ability",)),
    "yibao_identity.identities": ("医保", ("medical_identity",)),
    "yibao_chronic.people": ("医保", ("illness",)),
    "zhujian_rental.homes": ("住建", ("benefit:house_rental", "benefit:house_rent_sub")),
    "zhujian_fix.homes": ("住建", ("benefit:house_rural_fix",)),
    "zhujian_dwellings.homes": ("住建", ("dwelling",)),
    "yingji_losses.homes": ("应急", ("disaster_loss",)),
    "yingji_aid.homes": ("应急", ("benefit:dis_emergency", "benefit:dis_transition", "benefit:dis_rebuild")),
    "yibao_care.people": ("医保", ("benefit:ltc_benefit",)),
    "canlian_rehab.awards": ("残联", ("benefit:disab_child_rehab",)),
    "caizheng_yikatong.details": ("财政", tuple(f"payment:{item}" for item in PAID)),
    "jiaoyu_roll.pupils": (
        "教育",
        tuple(f"enrolment:{stage}" for stage in ("preschool", "primary", "junior", "senior", "vocational")),
    ),
    "jiaoyu_college.students": ("教育", ("enrolment:college",)),
    "jiaoyu_aid.awards": (
        "教育",
        tuple(
            f"benefit:{item}"
            for item in (
                "edu_pre_grant",
                "edu_pre_free",
                "edu_comp_living",
                "edu_high_grant",
                "edu_high_free",
                "edu_voc_grant",
            )
        ),
    ),
    "yibao_cover.covers": ("医保", ("cover",)),
    "yibao_settlements.settlements": ("医保", ("expense",)),
}

LAW_STREAMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "renshe_premium.premiums": ("人社", ("benefit:pension_premium",)),
    "renshe_push.people": (
        "人社",
        ("employment:employed", "employment:unemployed", "benefit:unemp_benefit", "benefit:job_service"),
    ),
    "renshe_post.posts": ("人社", ("benefit:job_post", "benefit:job_si_subsidy")),
}
"""Streams that have answered only in a case that calls ``answer``."""


def _stream_of(topic: str) -> str:
    return next(name for name, (_, answers) in (STREAMS | LAW_STREAMS).items() if topic in answers)


class Case:
    """One dossier, its coverage and the judged month."""

    def __init__(self, policy: Policy, as_of: str) -> None:
        self.policy = policy
        self.rules: tuple[str, ...] | None = None
        """The rules that are judged; None is the whole policy."""
        self.window = Window.ending(date.fromisoformat(as_of))
        self.people: dict[str, PersonView] = {}
        self.households: dict[str, HouseholdView] = {}
        self.covered: dict[tuple[str, str], int] = {}
        self.runs: dict[tuple[str, str, int], str] = {}
        self.places = [HOME]
        self.serves = ("37",)
        self.counter = 0
        for stream in STREAMS:
            self.cover(stream, HOME, FIRST, min(LAST, self.window.last))

    # coverage

    def cover(self, stream: str, division: str, first: int, last: int) -> None:
        for month in range(first, last + 1):
            self.covered[stream, division] = self.covered.get((stream, division), 0) | self.window.bit(month)
            self.runs[stream, division, month] = f"{stream}@{month_text(month)}"

    def answer(self, *streams: str) -> None:
        """Streams that are silent otherwise have answered as the others have."""
        for stream in streams:
            self.cover(stream, HOME, FIRST, min(LAST, self.window.last))

    def county(self, division: str) -> None:
        """Another county that every stream covers."""
        for stream in STREAMS:
            self.cover(stream, division, FIRST, min(LAST, self.window.last))

    def uncover(self, stream: str, months: str, division: str = HOME) -> None:
        self.covered[stream, division] &= ~self.bits(months)

    def bits(self, months: str) -> int:
        return Months.parse(months).bits(self.window)

    # who

    def person(self, id: str, birth: str | None = "1980-01-01", hukou: str | None = HOME) -> PersonView:
        view = self.people[id] = PersonView(id, None if birth is None else date.fromisoformat(birth))
        if hukou is not None:
            if f"hukou-{hukou}" not in self.households:
                self.household(f"hukou-{hukou}", "hukou")
            self.member(id, f"hukou-{hukou}", "2023-08/2026-07", division=hukou)
        return view

    def household(self, id: str, form: str = "assistance") -> HouseholdView:
        view = self.households[id] = HouseholdView(id, form)
        return view

    def dibao(self, id: str, months: str, amount: float | None, *members: str, division: str = HOME) -> HouseholdView:
        """A 低保 household with its members, status and monthly sum."""
        view = self.household(id)
        for member in members:
            self.member(member, id, months, division=division)
        self.category(id, "dibao", months, division)
        if amount is not None:
            self.award(id, "dibao_cash", months, amount, division=division)
        return view

    def member(
        self,
        person: str,
        household: str,
        months: str,
        *,
        counted: bool = True,
        division: str = HOME,
        relation: str | None = None,
    ) -> None:
        form = self.households[household].form
        stream = "minzheng_dibao.people" if form == "assistance" else "gongan_hukou.residents"
        fact = MembershipFact(
            **self._fact(stream, division, months), household=household, counted=counted, relation=relation
        )
        self.people[person].memberships.append(fact)
        self.households[household].members.append((person, fact))

    # what

    def category(self, holder: str, code: str, months: str, division: str = HOME) -> None:
        stream = "minzheng_dibao.families" if code == "dibao" else _stream_or("category:" + code)
        self._holder(holder).categories.append(CategoryFact(**self._fact(stream, division, months), category=code))

    def award(
        self, holder: str, item: str, months: str, amount: float | None, division: str = HOME, **more: Any
    ) -> BenefitFact:
        fact = BenefitFact(
            **self._fact(_stream_or("benefit:" + item), division, months), item=item, amount=_fen(amount), **more
        )
        self._holder(holder).benefits.append(fact)
        return fact

    def temporary(self, person: str, day: str, cause: str | None, amount: float, item: str = "temp_emergency") -> None:
        on = date.fromisoformat(day)
        self.award(person, item, f"{day[:7]}/{day[:7]}", amount, cause=cause, awarded_on=on)

    def pay(self, holder: str, item: str, months: str, amount: float, division: str = HOME) -> None:
        for month in self.window.months(self.bits(months)):
            text = month_text(month)
            self._holder(holder).payments.append(
                PaymentFact(
                    **self._fact("caizheng_yikatong.details", division, f"{text}/{text}"),
                    item=item,
                    month=month,
                    amount=_fen(amount) or 0,
                )
            )

    def certificate(
        self,
        person: str,
        months: str,
        grade: int,
        kind: str = "5",
        status: str = "valid",
        starts: date | None = None,
    ) -> None:
        fact = self._fact("canlian_certificates.certificates", HOME, months)
        self.people[person].certificates.append(
            CertificateFact(**fact, kind=kind, grade=grade, status=status, starts=starts)
        )

    def death(self, person: str, day: str, stream: str = "gongan_deaths.cancellations") -> None:
        on = date.fromisoformat(day)
        fact = self._fact(stream, HOME, f"{day[:7]}/{day[:7]}")
        self.people[person].deaths.append(DeathFact(**fact, on=on))

    def enrolment(self, person: str, months: str, stage: str = "primary") -> None:
        stream = "jiaoyu_college.students" if stage == "college" else "jiaoyu_roll.pupils"
        fact = self._fact(stream, HOME, months)
        self.people[person].enrolments.append(EnrolmentFact(**fact, stage=stage))

    def insured(self, person: str, months: str, scheme: str = "390") -> CoverFact:
        fact = CoverFact(**self._fact("yibao_cover.covers", HOME, months), scheme=scheme)
        self.people[person].covers.append(fact)
        return fact

    def declare(self, person: str, record: str, months: str, **values: Any) -> None:
        """A fact of a record that has no class of its own; fields that are not given are blank."""
        declared = RECORDS[record]
        assert values.keys() <= declared.model_fields.keys()
        topic = f"{declared.TOPIC}:{values[declared.CODED]}" if declared.CODED else str(declared.TOPIC)
        fact = DeclaredFact(
            **self._fact(_stream_or(topic), HOME, months), values=dict.fromkeys(declared.model_fields) | values
        )
        view = self.people[person]
        view.declared = {**view.declared, record: [*view.declared.get(record, ()), fact]}

    def expense(self, person: str, day: str, self_paid: float) -> None:
        fact = self._fact("yibao_settlements.settlements", HOME, f"{day[:7]}/{day[:7]}")
        self.people[person].expenses.append(
            ExpenseFact(**fact, on=date.fromisoformat(day), total=_fen(self_paid) or 0, self_paid=_fen(self_paid) or 0)
        )

    def guards(self, guardian: str, ward: str, months: str, verb: str = "GUARDS") -> None:
        fact = KinshipFact(
            **self._fact("minzheng_liangbu.register", HOME, months), verb=verb, guardian=guardian, ward=ward
        )
        self.people[guardian].kinships.append(fact)
        self.people[ward].kinships.append(fact)

    def doubt(self, person: str, stream: str, months: str) -> None:
        self.people[person].doubts[stream] = self.bits(months)

    # judging

    def dossier(self, home: str | None, residents: Iterable[str]) -> Dossier:
        return Dossier(home, self.people, self.households, list(residents))

    def coverage(self) -> Coverage:
        streams = {
            name: StreamInfo(name, department, frozenset(answers), self.serves)
            for name, (department, answers) in (STREAMS | LAW_STREAMS).items()
        }
        return Coverage(streams, self.covered, self.runs)

    def evaluate(self, home: str | None, *residents: str, rules: Iterable[str] | None = None) -> Evaluation:
        dossier = self.dossier(home, residents or self.people)
        compiled = compile_policy(self.policy, only=self.rules if rules is None else rules)
        return evaluate(dossier, compiled, self.window, self.coverage())

    def findings(self, home: str | None, *residents: str, rule: str) -> list[Finding]:
        """What the whole policy raises under one rule."""
        return [one for one in self.evaluate(home, *residents).findings if one.rule == rule]

    def held(self, home: str | None, *residents: str, rule: str) -> list[tuple[str, tuple[str, ...], list[str]]]:
        """(subject, months, reasons with topic) held back under one rule."""
        return [
            (one.subject, one.months, [f"{part.reason}:{part.topic}:{part.stream}" for part in one.missing])
            for one in self.evaluate(home, *residents).held_back
            if one.rule == rule
        ]

    def _holder(self, id: str) -> Any:
        return self.people.get(id) or self.households[id]

    def _fact(self, stream: str, division: str, months: str) -> dict[str, Any]:
        self.counter += 1
        bits = self.bits(months)
        return {
            "id": f"f{self.counter:03d}",
            "stream": stream,
            "division": division,
            "run": f"{stream}@first",
            "learned_at": 1_780_000_000_000 + self.counter,
            "yes": bits,
            "some": bits,
        }


def _stream_or(topic: str) -> str:
    try:
        return _stream_of(topic)
    except StopIteration:
        return "elsewhere.elsewhere"


def _fen(yuan: float | None) -> int | None:
    return None if yuan is None else round(yuan * 100)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture
def make_case(policy: Policy) -> Callable[..., Case]:
    def make(as_of: str = "2026-07-31", *files: Path) -> Case:
        """A case under the shipped policy, and the rules of further files."""
        return Case(load_policy(*files) if files else policy, as_of)

    return make
