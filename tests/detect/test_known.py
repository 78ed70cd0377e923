from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.detect.known import ALWAYS, EVER, NEVER, NOTHING, Known

months = st.integers(min_value=0, max_value=EVER)
known = st.builds(lambda yes, no: Known(yes, no & ~yes), months, months)

ORDER = {"no": 0, "unknown": 1, "yes": 2}


def value(of: Known, bit: int) -> str:
    return "yes" if of.yes & bit else "no" if of.no & bit else "unknown"


bits = st.integers(min_value=0, max_value=63).map(lambda shift: 1 << shift)


@given(known, known)
def test_yes_and_no_stay_disjoint(a: Known, b: Known) -> None:
    for result in (a & b, a | b, ~a):
        assert result.yes & result.no == 0
        assert result.yes | result.no | result.unknown == EVER


@given(known, known, bits)
def test_and_is_the_lesser_and_or_the_greater_month_by_month(a: Known, b: Known, bit: int) -> None:
    left, right = ORDER[value(a, bit)], ORDER[value(b, bit)]
    assert ORDER[value(a & b, bit)] == min(left, right)
    assert ORDER[value(a | b, bit)] == max(left, right)
    assert ORDER[value(~a, bit)] == 2 - left


@given(known, known, known)
def test_lattice_laws(a: Known, b: Known, c: Known) -> None:
    assert a & b == b & a
    assert a | b == b | a
    assert (a & b) & c == a & (b & c)
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (a & b) == a


@given(known, known)
def test_de_morgan_and_double_negation(a: Known, b: Known) -> None:
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b
    assert ~~a == a


@given(known)
def test_constants(a: Known) -> None:
    assert a & ALWAYS == a
    assert a | NEVER == a
    assert a & NEVER == NEVER
    assert a | ALWAYS == ALWAYS


@given(known, bits)
def test_excluded_middle_does_not_hold_where_nothing_is_known(a: Known, bit: int) -> None:
    assert value(NOTHING | ~NOTHING, bit) == "unknown"
    assert (a | ~a).no == 0


@given(known, known, months)
def test_learning_more_never_turns_yes_into_no(a: Known, b: Known, learned: int) -> None:
    more = Known(a.yes | (a.unknown & learned), a.no)
    assert (a & b).yes & (more & b).no == 0
    assert (a | b).yes & ~(more | b).yes == 0
