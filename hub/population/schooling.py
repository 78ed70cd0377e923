"""Pupils on the rolls, term by term, and the aid that those of low-income homes get in every one of them."""

from __future__ import annotations

from datetime import date
from random import Random

from hub.population import amounts
from hub.population.assistance import counted_members, has_low_income
from hub.population.book import AidRow, Book, Pupil
from hub.population.identity import school_number
from hub.population.people import Home, Person
from hub.population.timeline import Term, Timeline, age_on

ITEMS = {
    "学前": "edu_pre_grant",
    "小学": "edu_comp_living",
    "初中": "edu_comp_living",
    "普高": "edu_high_grant",
    "中职": "edu_voc_grant",
}
_FIRST_AGE = {"学前": 3, "小学": 6, "初中": 12, "普高": 15, "中职": 15}


def enrol(home: Home, book: Book, timeline: Timeline, draw: Random) -> None:
    """A pupil is on the roll of the county in which the home is when the term begins."""
    for term in timeline.terms():
        begins = max(term.first, timeline.first)
        if begins not in home.spell:
            continue
        for person in home.members:
            stage = stage_of(person, term)
            if not stage or not person.alive(term.last):
                continue
            if person.slips is not None and term.first in person.slips.off_roll:
                continue
            if not person.school_number:
                person.school_number = school_number(person.id, len(book.residents), draw)
            category = _category(person, home, range(begins, min(term.last, timeline.last) + 1))
            grade = age_on(person.birth, date(term.starts, 9, 1)) - _FIRST_AGE[stage] + 1
            pupil = Pupil(person, stage, grade, person.school_number, category)
            book.pupils.setdefault(term, []).append(pupil)
            if category:
                _grant(pupil, term, book, draw)


def stage_of(person: Person, term: Term) -> str:
    """学段, by the age on 1 September; empty when not on a roll."""
    age = age_on(person.birth, date(term.starts, 9, 1))
    if not 3 <= age <= 17:
        return ""
    if age < 6:
        return "学前"
    if age < 15:
        return "小学" if age < 12 else "初中"
    return "普高" if int(person.id[14:17]) % 5 else "中职"


def _category(person: Person, home: Home, months: range) -> str:
    """How 教育 calls the pupil's home; empty without any month of low income in the term."""
    listed = [month for month in months if has_low_income(person, home, month)]
    if not listed:
        return ""
    if person.child is not None:
        return "孤儿" if person.child.item == "orphan_living" else "事实无人抚养儿童"
    if person in counted_members(home, listed[0]):
        return "低保家庭学生"
    if person.tekun is not None:
        return "特困救助供养学生"
    return "低保边缘家庭学生" if home.dibian is not None else "刚性支出困难家庭学生"


def _grant(pupil: Pupil, term: Term, book: Book, draw: Random) -> None:
    slips = pupil.person.slips
    if slips is not None and term.first in slips.unaided:
        return
    amount = amounts.AID[pupil.stage]
    if pupil.person.boards:
        amount = amounts.AID_BOARDING.get(pupil.stage, amount)
    whole_year = slips is not None and term.starts in slips.whole_years
    if whole_year and term.season == "春季":
        return
    row = AidRow(pupil, ITEMS[pupil.stage], amount * 2 if whole_year else amount, whole_year)
    rows = book.aid.setdefault(term, [])
    rows.append(row)
    if slips is not None and term.first in slips.aided_twice:
        rows.append(row._replace(amount=slips.aided_twice[term.first]))
    if pupil.stage == "学前" and draw.random() < 0.3:
        rows.append(AidRow(pupil, "edu_pre_free", 900_00, False))
