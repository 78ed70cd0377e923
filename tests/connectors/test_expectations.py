from __future__ import annotations

import pytest

from connectors.card import Expect, RowsExpected
from connectors.expectations import FLOOR, Counts, emptied, unmet

EXPECT = Expect(rows=RowsExpected(min=1, max=5000), filled={"残疾证号": 0.99}, max_rejected=0.02)


def test_a_delivery_as_expected_is_not_held() -> None:
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
def test_each_broken_expectation_is_a_sentence(counts: Counts, sentence: str) -> None:
    assert unmet(EXPECT, counts) == [sentence]


@pytest.mark.parametrize(("wrong", "rows"), [(1, 1), (1, 2), (1, 10), (2, 6), (4, 12), (FLOOR - 1, 3 * (FLOOR - 1))])
def test_a_few_up_to_a_third_of_the_rows_are_errors_of_their_own(wrong: int, rows: int) -> None:
    assert unmet(EXPECT, Counts(rows, rejected=wrong, filled={"残疾证号": rows})) == []
    assert unmet(EXPECT, Counts(rows, filled={"残疾证号": rows - wrong})) == []


@pytest.mark.parametrize(("wrong", "rows"), [(2, 2), (2, 5), (5, 12), (9, 12), (FLOOR, 3 * FLOOR)])
def test_more_than_a_third_hold_however_few_they_are(wrong: int, rows: int) -> None:
    assert len(unmet(EXPECT, Counts(rows, rejected=wrong, filled={"残疾证号": rows}))) == 1
    assert len(unmet(EXPECT, Counts(rows, filled={"残疾证号": rows - wrong}))) == 1


def test_a_card_that_allows_more_than_a_third_is_taken_at_its_word() -> None:
    assert unmet(Expect(max_rejected=0.8), Counts(12, rejected=9)) == []


def test_a_sentence_says_in_chinese_what_to_do() -> None:
    (sentence,) = unmet(EXPECT, Counts(12, rejected=9, filled={"残疾证号": 12}))
    assert sentence.zh == "75.0% 的行被拒收，至多允许 2%；请按拒收原因修改后重新报送"


def test_an_empty_delivery_is_held_where_many_rows_used_to_come() -> None:
    assert emptied(0) == []
    assert emptied(9.9) == []
    (reason,) = emptied(156.2)
    assert reason.zh.startswith("没有任何数据行，而以往平均有 156 行")
