"""Every kind of planted case, its frequency, and the counties in which it is possible.

Counts scale with people (semantics.md §5): one case of a rule for two hundred and fifty people, five at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub.population.builder import Make
from hub.population.plants import (
    applications,
    children,
    custody,
    deaths,
    exclusions,
    facilities,
    family,
    health,
    home,
    housing,
    law,
    lawful,
    means,
    money,
    monitored,
    needs,
    omissions,
    parents,
    patterns,
    places,
    unknown,
    work,
)


class Where(StrEnum):
    ANY = "any"
    CROSS = "cross"
    """Needs a county beyond."""
    COVERED = "covered"
    """Not where lists are missing."""
    CROSS_COVERED = "cross covered"
    """Needs a county beyond in which no list is missing."""
    LAST = "last"
    """Where lists are missing."""


@dataclass(frozen=True, slots=True)
class Kind:
    make: Make
    finding: bool
    where: Where = Where.ANY
    regions: tuple[str, ...] = ("37",)
    """Only in counties whose codes begin so."""

    def stands_in(self, county: int, codes: Sequence[str]) -> bool:
        counties = len(codes)
        last = county == counties - 1
        if not codes[county].startswith(self.regions):
            return False
        match self.where:
            case Where.ANY:
                return True
            case Where.LAST:
                return last
            case Where.CROSS_COVERED:
                return county < counties - 2
            case _:
                return not last


FINDINGS: tuple[Kind, ...] = (
    Kind(exclusions.d01, True),
    Kind(exclusions.d02, True, Where.COVERED),
    Kind(exclusions.d03, True, Where.COVERED),
    Kind(exclusions.d06, True),
    Kind(exclusions.d11, True, Where.COVERED),
    Kind(places.d13, True, Where.CROSS_COVERED),
    Kind(places.d14, True, Where.CROSS),
    Kind(deaths.d16, True, Where.COVERED),
    Kind(needs.d23, True),
    Kind(needs.d24, True),
    Kind(needs.d39, True),
    Kind(money.d38, True, Where.COVERED),
    Kind(omissions.o03, True, Where.COVERED),
    Kind(omissions.o04, True, Where.COVERED),
    Kind(omissions.o07, True),
    Kind(omissions.o15, True),
    Kind(omissions.o31, True, Where.COVERED),
    Kind(money.w01, True),
    Kind(deaths.w02, True),
    Kind(deaths.o11, True),
    *(Kind(make, True, Where.CROSS) for make in (health.d25, health.d26, health.d27)),
    *(
        Kind(make, True)
        for make in (health.d42, health.o01, health.o08, health.o09, health.o17, health.o19, health.o33)
    ),
    *(Kind(make, True, Where.COVERED) for make in (health.d40, health.o18)),
    *(Kind(make, True, Where.COVERED) for make in (law.d04, custody.d17)),
    *(Kind(make, True) for make in (custody.d18, work.d32, work.d33, work.d36, work.d37, work.o22, work.w03)),
    Kind(work.o221, True, Where.COVERED),
    Kind(law.o25, True),
    Kind(places.d21, True, Where.CROSS_COVERED),
    Kind(home.d28, True),
    Kind(home.d29, True),
    Kind(home.d35, True),
    *(Kind(make, True, Where.COVERED) for make in (patterns.p01, patterns.p02, patterns.p03, patterns.p04)),
    Kind(home.o26, True),
    Kind(home.o261, True),
    Kind(facilities.o262, True),
    Kind(facilities.o20, True),
    Kind(monitored.o30, True),
    *(Kind(make, True) for make in (housing.d30, housing.d31, housing.o21, housing.o23, housing.o24, housing.w04)),
    *(Kind(make, True) for make in (parents.o13, parents.o14, means.o02, means.o10, means.o12)),
    *(Kind(make, True, Where.COVERED) for make in (children.d05, children.d09, children.d10, children.d12)),
    *(Kind(make, True, Where.COVERED) for make in (children.d22, family.d19, family.d20, family.d41, family.o06)),
    *(Kind(make, True) for make in (family.d15, family.d34, family.o29)),
    *(Kind(make, True, regions=("3708",)) for make in (family.d07, applications.d08)),
    *(Kind(make, True) for make in (applications.o16, applications.o27, applications.o28, applications.o32)),
)
OTHERS: tuple[Kind, ...] = (
    *(
        Kind(make, False)
        for make in (
            lawful.both_subsidies,
            lawful.orphan_with_nursing,
            lawful.dibao_with_one_award,
            lawful.death_month_payment,
            lawful.household_recomputed,
            lawful.difference_paid,
            lawful.different_causes,
            lawful.a_year_later,
            lawful.wards_of_one_guardian,
            lawful.family_account,
            lawful.single_in_margin_home,
            lawful.family_of_a_supported_person,
            lawful.from_dibao_to_tekun,
            lawful.nursing_handed_over,
            lawful.nursing_of_the_other_kind,
            lawful.expired_certificate,
            lawful.supported_and_disabled,
            lawful.covered_as_employee,
            lawful.covered_since_spring,
            lawful.aid_for_the_whole_year,
            lawful.not_paid_yet,
            lawful.refunded_bill,
            lawful.severely_disabled_died,
            lawful.died_long_ago,
            lawful.same_name_twins,
            lawful.no_nursing_below_grade_two,
            custody.corrected_in_the_community,
            custody.prison_row_unreadable,
            work.benefit_ended_with_the_job,
            work.post_ended_with_the_job,
            work.sole_trader_in_need,
            work.refused_twice,
            work.trained_this_year,
            work.one_has_work,
            work.lost_a_job_in_no_need,
            work.pension_row_unreadable,
            custody.conscript_row_unreadable,
            work.business_row_unreadable,
            work.payroll_row_unreadable,
            work.third_refusal_unreadable,
            work.push_row_unreadable,
            work.second_push_row_unreadable,
            home.heated_each_winter,
            home.orphan_heated_apart,
            home.paid_under_the_other_identity,
            home.relieved_each_winter,
            home.registered_after_the_winter,
            patterns.up_to_the_month_of_death,
            patterns.account_of_the_survivor,
            patterns.namesakes,
            patterns.family_of_two_invoices,
            patterns.divided_long_ago_or_moved_out,
            home.no_price_subsidy_is_due,
            home.price_row_unreadable,
            facilities.power_row_unreadable,
            facilities.paid_back_once,
            facilities.renovated_long_ago,
            facilities.access_row_unreadable,
            monitored.enough_income,
            monitored.risk_cleared,
            monitored.one_is_supported,
            monitored.income_not_told,
            housing.lease_signed,
            housing.repaired_after_a_disaster,
            housing.relieved_in_time,
            housing.repaired_long_ago,
            housing.housed,
            housing.small_loss,
            needs.two_disasters,
            means.enough_income,
            means.income_not_told,
            means.children_support,
            means.evaluated,
            means.supporters_not_told,
            means.cost_below_the_share,
            means.aided_for_the_cost,
            means.household_income_not_told,
            parents.orphan_supported,
            parents.defacto_orphan_supported,
            parents.one_parent_left,
            parents.child_row_unreadable,
            deaths.aided_after_the_death,
            deaths.visit_after_the_death_unreadable,
            needs.charity_fills_the_gap,
            needs.charity_and_an_unreadable_loss,
            unknown.cover_row_unreadable,
            unknown.cause_not_mapped,
            unknown.death_disputed,
            unknown.labourer_death_disputed,
        )
    ),
    Kind(places.moved_in_good_time, False, Where.CROSS_COVERED),
    Kind(places.left_the_province, False, Where.COVERED),
    Kind(custody.recalculated_in_prison, False, Where.COVERED),
    Kind(law.injured_without_allowances, False, Where.COVERED),
    Kind(law.care_ended_before, False, Where.COVERED),
    Kind(law.care_row_unreadable, False),
    Kind(law.premium_of_an_employee, False),
    Kind(law.sixty_by_the_new_year, False),
    *(
        Kind(make, False, Where.COVERED)
        for make in (
            children.at_university,
            children.university_row_unreadable,
            children.orphan_in_a_dibao_household,
            children.difference_beside_support,
            children.became_an_orphan,
            children.child_row_unreadable,
            family.handed_to_hardship,
            family.hardship_row_unreadable,
            family.certificate_cancelled_and_stopped,
            family.certificate_row_unreadable,
            family.left_and_stopped,
            family.member_row_unreadable,
            family.second_aid_row_unreadable,
            family.once_a_term,
            family.new_amount,
            family.aid_once,
            family.aid_twice_while_hardship_is_unreadable,
        )
    ),
    *(
        Kind(make, False, Where.COVERED, regions=("3701", "3702", "3703"))
        for make in (family.both_living_elsewhere, applications.boarding_elsewhere)
    ),
    Kind(applications.boarding_row_unreadable, False, regions=("3708",)),
    *(
        Kind(make, False)
        for make in (
            applications.past_school_age,
            applications.roll_row_unreadable,
            applications.left_for_the_next_category,
            applications.evaluation_row_unreadable,
            applications.helped_first,
            applications.urgency_not_told,
            applications.visited_again,
            applications.visit_row_unreadable,
        )
    ),
    Kind(lawful.seam_of_a_move, False, Where.CROSS),
    Kind(lawful.back_pay_after_a_move, False, Where.CROSS_COVERED),
    Kind(lawful.emergency_elsewhere, False, Where.CROSS),
    Kind(lawful.instalments, False, Where.COVERED),
    Kind(lawful.paid_afterwards, False, Where.COVERED),
    Kind(unknown.subsidy_row_unreadable, False, Where.COVERED),
    Kind(unknown.subsidy_row_of_somebody, False, Where.COVERED),
    Kind(unknown.payment_row_unreadable, False, Where.COVERED),
    Kind(unknown.aid_row_unreadable, False),
    Kind(unknown.subsidies_not_delivered, False, Where.LAST),
    Kind(unknown.payments_not_delivered, False, Where.LAST),
    *(
        Kind(make, False)
        for make in (
            health.handed_over,
            health.not_sixty_yet,
            health.supported_elder,
            health.grown_up,
            health.elder_row_unreadable,
            health.rehab_row_unreadable,
            health.common_illness,
            health.just_entered,
            health.slightly_disabled,
            health.care_alone,
            health.premium_of_another_year,
            health.less_disabled,
            health.ill_of_something_rare,
            health.two_invoices,
            health.aided_bill,
            health.bill_unreadable,
            health.claim_unreadable,
            health.rare_illness,
            health.status_row_unreadable,
            health.ability_row_unreadable,
            health.care_row_unreadable,
        )
    ),
    *(Kind(make, False, Where.CROSS) for make in (health.paid_by_oneself, health.second_cover_unreadable)),
)


def cases(people: int, county: int, codes: Sequence[str]) -> Iterator[tuple[Make, int]]:
    """The cases planted in one county: (maker, serial in this county)."""
    for kind in FINDINGS + OTHERS:
        wanted = max(5, round(people / 250)) if kind.finding else max(1, round(people / 2000))
        fitting = [at for at in range(len(codes)) if kind.stands_in(at, codes)]
        if county in fitting:
            place = fitting.index(county)
            for serial in range(len(range(place, wanted, len(fitting)))):
                # serials of different counties are spread, so that few cases still are of different sorts
                yield kind.make, serial * len(fitting) + place if kind.finding else serial
