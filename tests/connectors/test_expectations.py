from __future__ import annotations

import pytest

from connectors.card import Expect, RowsExpected
from connectors.expectations import FLOOR, Counts, unmet

EXPECT = Expect(rows=RowsExpected(min=1, max=5000), filled={"残疾证号": 0.99}, max_rejected=0.02)


def test_a_delivery_as_expected_is_not_held():
    assert unmet(EXPECT, Counts(1000, rejected=20, filled={"残疾证号": 990})) == []


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(0), "0 rows came, at least 1 were expected"),
        (Counts(5001, filled={"残疾证号": 5001}), "5001 rows came, at most 5000 were expected"),
        (Counts(1000, filled={"残疾证号": 989}), "残疾证号 is filled in 98.9% of rows, 99% were expected"),
        (
            Counts(1000, rejected=21, filled={"残疾证号": 1000}),
            "2.1% of rows were rejected, at most 2% were expected",
        ),
    ],
)
def test_each_broken_expectation_is_a_sentence(counts, sentence):
    assert unmet(EXPECT, counts) == [sentence]


def test_a_handful_never_holds_by_its_share():
    few = FLOOR - 1
    assert unmet(EXPECT, Counts(few, rejected=few, filled={})) == []
