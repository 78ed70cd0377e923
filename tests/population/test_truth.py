"""Each rule, looked for in the raw files in the plainest way: the truth lists every case and no other."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

AS_OF = 2026 * 12 + 6
LOOK_BACK = range(AS_OF - 11, AS_OF + 1)
MONTHLY = (
    "tekun_living", "tekun_care", "disab_living", "disab_nursing", "elder_age", "elder_living", "elder_nursing",
    "orphan_living", "defacto_orphan_living", "dibao_single_cash",
)  # fmt: skip
TERMS = [("2025-2026", "秋季"), ("2025-2026", "春季")]
TERM_MONTHS = {"秋季": range(2025 * 12 + 7, 2025 * 12 + 13), "春季": range(2025 * 12 + 13, 2025 * 12 + 19)}

Found = dict[Any, list[str]]


def month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def texts(months: Any) -> list[str]:
    return [month(at) for at in sorted(months)]


def planted(province: Any, rule: str, kind: str = "finding") -> Found:
    found: Found = {}
    for line in province.lines(kind):
        if line["rule"] == rule:
            key = line["subject"]["key"]
            found[tuple(key) if isinstance(key, list) else key] = line["months"]
    return found


def together(audit: Any, left: str, right: str) -> Found:
    found = {}
    for (person, item), months in list(audit.awards.items()):
        if item == left:
            common = {at for at in months if audit.has(person, right, at)}
            if common:
                found[person] = texts(common)
    return found


def test_d01_is_whoever_is_supported_and_counted_in_a_dibao_household(province: Any, audit: Any) -> None:
    found = {}
    for (person, item), months in list(audit.awards.items()):
        if item == "tekun_living" and set(months) & audit.dibao[person]:
            found[person] = texts(set(months) & audit.dibao[person])
    assert found == planted(province, "D01")


def test_d02_d03_d06_are_pairs_of_items_in_one_month(province: Any, audit: Any) -> None:
    assert together(audit, "tekun_living", "disab_living") == planted(province, "D02")
    assert together(audit, "tekun_living", "disab_nursing") == planted(province, "D03")
    assert together(audit, "elder_nursing", "disab_nursing") == planted(province, "D06")


def test_d11_is_more_than_the_child_standard_in_sum(province: Any, audit: Any) -> None:
    found: Found = {}
    amounts = {}
    for (child, item), months in list(audit.awards.items()):
        if item != "defacto_orphan_living":
            continue
        excess = {}
        for at, by_county in months.items():
            total = sum(by_county.values()) + sum(audit.awards[child, "disab_living"].get(at, {}).values())
            for number in audit.households[child].get(at, ()):
                total += audit.cash[number].get(at, 0) / len(audit.members[number][at])
            if total > 1900:
                excess[at] = total - 1900
        if excess:
            found[child], amounts[child] = texts(excess), sum(excess.values())
    assert found == planted(province, "D11")
    told = {
        line["subject"]["key"]: float(line["amount"]) for line in province.lines("finding") if line["rule"] == "D11"
    }
    assert amounts == pytest.approx(told)


def test_d13_is_one_item_from_two_counties(province: Any, audit: Any) -> None:
    found = {}
    for person, item in {*audit.awards, *audit.paid}:
        if item not in MONTHLY:
            continue
        places: dict[int, set[str]] = defaultdict(set)
        for source in (audit.awards, audit.paid):
            for at, by_county in source[person, item].items():
                places[at] |= set(by_county)
        common = {at for at, counties in places.items() if len(counties) > 1}
        if common:
            found[person] = texts(common)
    assert found == planted(province, "D13")


def test_d14_is_two_households_for_longer_than_a_seam(province: Any, audit: Any) -> None:
    found = {}
    for person, months in audit.households.items():
        common = {at for at, keys in months.items() if len(keys) > 1}
        if len(common) > 1:
            found[person] = texts(common)
    assert found == planted(province, "D14")


def test_d16_is_listed_or_unchanged_after_a_death(province: Any, audit: Any) -> None:
    found: dict[str, set[int]] = defaultdict(set)
    for person in list(audit.deaths):
        died = audit.died(person)
        if died is None:
            continue
        for item in MONTHLY:
            for source in (audit.awards, audit.paid):
                found[person] |= {at for at in source[person, item] if at > died}
        for number in audit.households[person].get(died, set()):
            before = audit.cash[number].get(died)
            for at in range(died + 1, AS_OF + 1):
                kept = person in audit.members[number].get(at, ())
                if not kept and (before is None or audit.cash[number].get(at) != before):
                    break
                found[person].add(at)
    assert {person: texts(months) for person, months in found.items() if months} == planted(province, "D16")


def test_d23_is_one_cause_twice_within_a_year(province: Any, audit: Any) -> None:
    """Where aid for one event came to more than its loss, D24 says so instead."""
    by_home = defaultdict(list)
    for person, cause, event, day, _ in audit.one_offs:
        by_home[audit.home(person) or person, cause, event].append(day)
    found = {}
    for (home, cause, _), days in by_home.items():
        for earlier, later in pairwise(sorted(set(days))):  # instalments of one day are one award
            if cause != "其他" and later < earlier.replace(year=earlier.year + 1):
                found[home] = [later.isoformat()[:7]]
    assert found == planted(province, "D23") | planted(province, "D24")


def test_d24_is_aid_for_one_event_above_its_loss_or_the_cap(province: Any, audit: Any) -> None:
    by_home = defaultdict(list)
    for person, _, event, day, amount in audit.one_offs:
        if event:
            by_home[audit.home(person) or person, event].append((day, amount, person))
    found = {}
    for (home, event), aid in by_home.items():
        loss = sum(audit.losses.get((person, event), 0) for _, _, person in aid)
        cap = len(aid) * 6 * (1020 if home.startswith("3701") else 950)
        if sum(amount for _, amount, _ in aid) > (min(loss, cap) if loss else cap):
            found[home] = [max(day for day, _, _ in aid).isoformat()[:7]]
    assert found == planted(province, "D24")


def test_d39_is_charity_and_public_aid_for_one_cause_above_what_it_cost(province: Any, audit: Any) -> None:
    given = defaultdict(list)
    for person, cause, _, day, amount in audit.one_offs:
        if cause in {"因病支出", "自然灾害"}:
            given[audit.home(person) or person, cause == "自然灾害"].append((day, amount))
    found = {}
    for person, cause, day, amount in audit.charity:
        home, disaster = audit.home(person), cause == "受灾"
        people = set().union(*audit.members[home].values())
        if disaster:
            need = sum(lost for (each, _), lost in audit.losses.items() if each in people)
        else:
            need = sum(cost for each in people for _, cost in audit.bills[each])
        if amount + sum(public for _, public in given[home, disaster]) > need:
            found[home] = [max(day, *(when for when, _ in given[home, disaster])).isoformat()[:7]]
    assert found == planted(province, "D39")


def test_d38_is_five_unrelated_people_on_one_account(province: Any, audit: Any) -> None:
    found = {}
    for months in audit.accounts.values():
        many = {}
        for at, people in months.items():
            groups: list[set[str]] = []
            for person in people:
                around = audit.related[person] | {person}
                touching = [group for group in groups if group & around]
                groups = [group for group in groups if not group & around] + [around.union(*touching)]
            if len(groups) >= 5:
                many[at] = tuple(sorted(people))
        if many:
            assert len(set(many.values())) == 1
            found[next(iter(many.values()))] = texts(many)
    assert found == planted(province, "D38")


def in_need(audit: Any, person: str, at: int) -> bool:
    return at in audit.dibao[person] or at in audit.single[person]


def test_d04_is_work_injury_care_in_a_month_of_a_disability_allowance(province: Any, audit: Any) -> None:
    found = {}
    for (person, item), months in list(audit.awards.items()):
        if item == "work_injury_care":
            both = {at for at in months if any(audit.has(person, one, at) for one in ("disab_living", "disab_nursing"))}
            if both:
                found[person] = texts(both)
    assert found == planted(province, "D04")


def test_o25_is_whoever_is_in_need_this_year_without_a_premium(province: Any, audit: Any) -> None:
    found: dict[str, list[str]] = {}
    year = range(2026 * 12, AS_OF + 1)
    for person in {*audit.dibao, *audit.single, *audit.certificates, *(one for one, _ in audit.awards)}:
        if (person, 2026) in audit.premiums or not audit.alive(person, AS_OF) or employed(audit, person):
            continue
        months = [at for at in year if 16 <= age(person, at) < 60 and premium_is_due(audit, person, at)]
        if months:
            found[person] = texts(months[:1])
    assert found == planted(province, "O25")


def premium_is_due(audit: Any, person: str, at: int) -> bool:
    status, grade = audit.certificates[person].get(at, ("", 0))
    severe = status == "持证" and grade <= 2
    return severe or in_need(audit, person, at) or bool(audit.awards[person, "tekun_living"].get(at))


def employed(audit: Any, person: str) -> bool:
    return any(last.year - first.year > 1 for first, last in audit.covers[person])


def age(person: str, at: int) -> int:
    """Completed years on the first day of a month."""
    birth, day = person[6:14], f"{at // 12}{at % 12 + 1:02d}01"
    return int(day[:4]) - int(birth[:4]) - (day[4:] < birth[4:])


def test_o03_o04_are_certificates_without_their_subsidy(province: Any, audit: Any) -> None:
    living: dict[str, set[int]] = defaultdict(set)
    nursing: dict[str, set[int]] = defaultdict(set)
    doubtful: dict[str, dict[str, set[int]]] = {"O03": defaultdict(set), "O04": defaultdict(set)}
    for person, months in audit.certificates.items():
        for at in LOOK_BACK:
            status, grade = months.get(at, ("", 0))
            if status != "持证" or audit.awards[person, "tekun_living"].get(at) or not audit.alive(person, at):
                continue
            covered = (audit.county[person].get(at), at) in audit.subsidy_lists
            if audit.has(person, "work_injury_care", at) or at in audit.prison[person]:
                continue
            sure = covered and not audit.doubtful("subsidies", person, at)
            orphan = audit.awards[person, "orphan_living"].get(at)
            if in_need(audit, person, at) and not orphan and not audit.has(person, "disab_living", at):
                (living if sure else doubtful["O03"])[person].add(at)
            nursed = audit.has(person, "disab_nursing", at) or audit.has(person, "elder_nursing", at)
            if grade <= 2 and not nursed:
                (nursing if sure else doubtful["O04"])[person].add(at)
    assert {p: texts(m) for p, m in living.items()} == planted(province, "O03")
    assert {p: texts(m) for p, m in nursing.items()} == planted(province, "O04")
    for rule in ("O03", "O04"):
        assert {p: texts(m) for p, m in doubtful[rule].items()} == planted(province, rule, "unknown")


def test_o07_is_no_cover_in_the_year(province: Any, audit: Any) -> None:
    found: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    for person in {*audit.dibao, *(p for p, item in audit.awards if item == "tekun_living")}:
        months = {*audit.dibao[person], *audit.awards[person, "tekun_living"]}
        owed = [at for at in months if at >= 2026 * 12 and audit.alive(person, at)]
        covered = any(first.year <= 2026 <= last.year for first, last in audit.covers[person])
        if owed and not covered:
            (unknown if audit.doubtful("covers", person, 2026) else found)[person] = [month(min(owed))]
    assert found == planted(province, "O07")
    assert unknown == planted(province, "O07", "unknown")


def test_o15_is_a_pupil_of_low_income_without_aid(province: Any, audit: Any) -> None:
    found: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    for pupil, terms in audit.roll.items():
        for year, season in TERMS:
            if (year, season) not in terms or (year, season) in audit.aid[pupil]:
                continue
            low = [
                at
                for at in TERM_MONTHS[season]
                if in_need(audit, pupil, at)
                or at in audit.dibian[pupil]
                or any(audit.awards[pupil, item].get(at) for item in ("orphan_living", "defacto_orphan_living"))
            ]
            if low:
                (unknown if audit.doubtful("aid", pupil, 2025) else found)[pupil] = [month(min(low))]
    assert found == planted(province, "O15")
    assert unknown == planted(province, "O15", "unknown")


def test_o31_is_listed_and_not_paid(province: Any, audit: Any) -> None:
    found: dict[str, set[int]] = defaultdict(set)
    unknown: dict[str, set[int]] = defaultdict(set)
    past = range(AS_OF - 11, AS_OF)
    for (person, item), months in list(audit.awards.items()):
        if item == "work_injury_care":
            continue  # the fund pays it, and no list of payments holds it
        for at in past:
            for county in months.get(at, ()):
                if audit.alive(person, at) and not audit.paid[person, item].get(at, {}).get(county):
                    sure = (county, at) in audit.batches and not audit.doubtful("payments", person, at)
                    (found if sure else unknown)[person].add(at)
    for number, amounts in audit.full.items():
        for at in past:
            if at in amounts:
                paid = audit.paid[audit.head[number][at], "dibao_cash"].get(at, {}).get(number[:6], 0)
                target = found if (number[:6], at) in audit.batches else unknown
                if not paid:
                    target[number].add(at)
                else:
                    assert paid == amounts[at]
    assert {key: texts(months) for key, months in found.items()} == planted(province, "O31")
    assert planted(province, "O31", "unknown").keys() <= unknown.keys()


def test_w01_is_self_paid_costs_over_a_quarter_of_an_income(province: Any, audit: Any) -> None:
    spent: dict[str, float] = defaultdict(float)
    for person, bills in audit.bills.items():
        home = audit.home(person)
        if home is not None:
            spent[home] += sum(cash for day, cash in bills if day > date(2025, 7, 31))
    assert {home: ["2026-07"] for home, cash in spent.items() if cash > 11045} == planted(province, "W01")


def test_w02_is_the_death_of_somebody_of_working_age(province: Any, audit: Any) -> None:
    found = {}
    for person, day in audit.deaths.items():
        died, home = audit.died(person), audit.home(person)
        if died is None or home is None or died <= AS_OF - 12:
            continue
        born = date(int(person[6:10]), int(person[10:12]), int(person[12:14]))
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if 18 <= age <= 59 and audit.certificates[person].get(died, ("", 9))[1] > 2:
            found[home] = [month(died)]
    assert found == planted(province, "W02")


def test_o11_is_a_death_of_working_age_after_which_nobody_came(province: Any, audit: Any) -> None:
    found: dict[str, Found] = {"finding": {}, "unknown": {}}
    for person in list(audit.deaths):
        died, home = audit.died(person), audit.home(person)
        if died is None or home is None or died + 2 not in LOOK_BACK or died not in audit.households[person]:
            continue
        left = audit.members[home].get(died + 2, set())
        severe = audit.certificates[person].get(died, ("", 9))[1] <= 2
        if not left or severe or not 18 <= age(person, died) < 60:
            continue
        after = range(died, died + 3)
        aided = {day.year * 12 + day.month - 1 for one, _, _, day, _ in audit.one_offs if one in left}
        if aided.isdisjoint(after) and all(audit.visits[one].isdisjoint(after) for one in left):
            unreadable = any(audit.doubtful("visits", one, at) for one in left for at in after)
            found["unknown" if unreadable else "finding"][home] = [month(died + 2)]
    for kind, homes in found.items():
        assert homes == planted(province, "O11", kind)


def gone(audit: Any, parent: str, at: int) -> bool:
    died = audit.died(parent)
    return (died is not None and at > died) or at in audit.missing[parent]


def unable(audit: Any, parent: str, at: int) -> bool:
    status, grade = audit.certificates[parent].get(at, ("", 9))
    return gone(audit, parent, at) or at in audit.unable[parent] or (status == "持证" and grade <= 2)


def test_o13_o14_are_minors_whose_parents_are_both_gone_or_unable(province: Any, audit: Any) -> None:
    found: dict[str, dict[str, set[int]]] = {"O13": defaultdict(set), "O14": defaultdict(set)}
    for child, parents in audit.parents.items():
        for at in LOOK_BACK:
            if len(parents) < 2 or age(child, at) >= 18 or audit.has(child, "orphan_living", at):
                continue
            if all(gone(audit, parent, at) for parent in parents):
                found["O13"][child].add(at)
            elif all(unable(audit, each, at) for each in parents) and not audit.has(child, "defacto_orphan_living", at):
                found["O14"][child].add(at)
    for rule, children in found.items():
        unknown = planted(province, rule, "unknown")
        sure = {child: texts(months) for child, months in children.items() if child not in unknown}
        assert sure == planted(province, rule)


def test_o02_o12_are_what_means_checks_show_and_nobody_acted_on(province: Any, audit: Any) -> None:
    found: dict[str, Found] = {"O02": {}, "O12": {}}
    for person, checked, own, supporters, _ in audit.checks:
        months = [month(at) for at in range(checked, AS_OF + 1)]
        severe = audit.certificates[person].get(checked, ("", 9))[1] <= 2
        if severe and own and float(own) < 800 and checked not in audit.single[person]:
            found["O02"][person] = months
        if checked in audit.dibao[person] and supporters in ("无义务人", "义务人无履行能力"):
            found["O12"][person] = months
    assert found["O02"] == planted(province, "O02")
    evaluated = {line["subject"]["key"] for line in province.lines("lawful") if line["rule"] == "O12"}
    assert {person: months for person, months in found["O12"].items() if person not in evaluated} == planted(
        province, "O12"
    )


def test_o10_is_more_for_bills_than_most_of_a_checked_income(province: Any, audit: Any) -> None:
    found = {}
    aided = {person for person, cause, *_ in audit.one_offs if cause == "因病支出"}
    for person, checked, *_, income in audit.checks:
        people = audit.related[person] | {person}
        if not income or people & aided:
            continue
        months = []
        for at in range(checked, min(checked + 12, AS_OF + 1)):
            bills = [bill for one in people for bill in audit.bills.get(one, ())]
            spent = sum(cash for day, cash in bills if at - 12 < day.year * 12 + day.month - 1 <= at)
            if spent > float(income) * 0.6:
                months.append(month(at))
        if months:
            found[audit.hukou[person]] = months
    assert found == planted(province, "O10")
