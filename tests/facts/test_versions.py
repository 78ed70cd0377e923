"""Which version of a fact counts."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from hub.facts.versions import as_known, known, once


def row(id: str, learned_at: int, content: str = "x") -> list[Any]:
    return [id, "r1", learned_at, "k1", "a.b", "370102", None, content]


def test_a_version_is_current_from_when_it_was_learned_until_it_was_retired() -> None:
    assert known(5, None, 5)
    assert not known(5, None, 4)
    assert known(5, 9, 8)
    assert not known(5, 9, 9)


def test_a_fact_that_changed_is_read_as_it_was() -> None:
    now, before = row("f1", 7, "new"), row("f1", 3, "old")
    assert as_known([[*now, None, [[*before, None, 7]]]], 6) == [before]
    assert as_known([[*now, None, []]], 7) == [now]
    assert as_known([[*now, 9, []]], 9) == []


def test_what_a_pattern_adds_stays_with_the_version() -> None:
    now, before = row("f1", 7, "new"), row("f1", 3, "old")
    assert as_known([[*now, "h1", None, [[*before, None, 7]]]], 6) == [[*before, "h1"]]


def test_months_that_were_taken_back_and_given_again_were_not_given_between() -> None:
    given, taken, again = row("f1", 3, "given"), row("f1", 3, "taken"), row("f1", 3, "again")
    assert as_known([[*again, None, [[*given, None, 5], [*taken, None, 7]]]], 4) == [given]
    assert as_known([[*again, None, [[*taken, None, 7]]]], 6) == [taken]
    assert as_known([[*again, None, []]], 8) == [again]


def test_a_fact_that_was_retired_and_is_told_again_was_not_so_between() -> None:
    before, now = row("f1", 3, "before"), row("f1", 9, "now")
    assert as_known([[*now, None, [[*before, 5, 9]]]], 4) == [before]
    assert as_known([[*now, None, [[*before, 5, 9]]]], 6) == []


def test_of_equal_facts_the_smallest_id_stays_in_any_order() -> None:
    facts = [("f2", "same"), ("f1", "same"), ("f3", "other")]
    for order in (facts, facts[::-1]):
        assert sorted(once(order, itemgetter(0), itemgetter(1))) == [("f1", "same"), ("f3", "other")]
