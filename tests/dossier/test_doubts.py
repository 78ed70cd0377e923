"""Whom a rejected row may be about."""

from __future__ import annotations

from typing import Any

from hub.dossier.doubts import Doubts
from schema.values.month import month_index
from schema.values.months import Window

WINDOW = Window(month_index("2026-07"))
JULY = WINDOW.bit(WINDOW.last)
HERE = {"370102"}


def doubts(**given: Any) -> Doubts:
    row = {"stream": "s.list", "division": "370102", "month": "2026-07", "person": None, "name": None, "township": None}
    return Doubts([row | given], WINDOW)


def test_a_readable_number_doubts_that_person_alone() -> None:
    found = doubts(person="p1", name="王芳", township="370102001")
    assert found.about("p1", ["李强"], ["370112002"], HERE) == {"s.list": JULY}
    assert found.about("p2", ["王芳"], ["370102001"], HERE) == {}


def test_a_name_doubts_everybody_of_that_name_in_its_township() -> None:
    found = doubts(name="王芳", township="370102001")
    assert found.about("p1", ["王芳"], ["370102001003"], HERE) == {"s.list": JULY}
    assert found.about("p1", ["王芳"], ["370102"], HERE) == {"s.list": JULY}
    assert found.about("p1", ["王芳"], ["370102002003"], HERE) == {}
    assert found.about("p1", ["王方"], ["370102001003"], HERE) == {}


def test_a_row_without_a_name_doubts_its_whole_township() -> None:
    found = doubts(township="370102001")
    assert found.about("p1", ["王芳"], ["370102001003"], HERE) == {"s.list": JULY}
    assert found.about("p1", ["王芳"], ["370102001"], HERE) == {"s.list": JULY}
    assert found.about("p1", ["王芳"], ["370102002"], HERE) == {}
    assert found.about("p1", ["王芳"], ["370102"], HERE) == {"s.list": JULY}
    assert doubts().about("p1", [], ["370102002003"], HERE) == {"s.list": JULY}


def test_a_division_whose_answer_is_not_asked_for_changes_nothing() -> None:
    assert doubts(person="p1").about("p1", [], ["370102"], {"370112"}) == {}


def test_a_row_of_the_county_is_about_its_townships() -> None:
    assert doubts(person="p1").about("p1", [], ["370102001"], {"370102001"}) == {"s.list": JULY}


def test_months_outside_the_window_are_no_doubts() -> None:
    assert doubts(person="p1", month="2026-08").about("p1", [], ["370102"], HERE) == {}


def test_names_are_compared_in_one_form_of_each_character() -> None:
    found = doubts(name="張國華", township="370102001")
    assert found.about("p1", ["张国华"], ["370102001"], HERE) == {"s.list": JULY}
    assert doubts(name="张\ue863").about("p1", ["张䶮"], ["370102"], HERE) == {"s.list": JULY}
    assert doubts(name="阿依古丽·买买提").about("p1", ["阿依古丽买买提"], ["370102"], HERE) == {"s.list": JULY}


def test_a_masked_name_doubts_everybody_whom_it_fits() -> None:
    found = doubts(name="张*三", township="370102001")
    assert found.about("p1", ["张大三"], ["370102001"], HERE) == {"s.list": JULY}
    assert found.about("p1", ["张三"], ["370102001"], HERE) == {}
    assert found.about("p1", ["李大三"], ["370102001"], HERE) == {}
    assert doubts(name="张大三").about("p1", ["张*三"], ["370102"], HERE) == {"s.list": JULY}


def test_whoever_is_known_by_no_name_may_be_anybody_of_the_township() -> None:
    found = doubts(name="王芳", township="370102001")
    assert found.about("p1", [None], ["370102001"], HERE) == {"s.list": JULY}
    assert found.about("p1", [], ["370102002"], HERE) == {}
