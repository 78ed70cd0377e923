"""The words of fields: what several records have under one name is told in the first one's word."""

from __future__ import annotations

from hub.cli import words
from schema.benefit import Benefit
from schema.category import Category


def test_a_later_record_changes_no_word_of_an_earlier_one() -> None:
    assert words.FIELDS["amount"].zh == Benefit.TITLES["amount"]
    assert words.FIELDS["grade"].zh == Benefit.TITLES["grade"]
    assert words.FIELDS["category"].zh == Category.TITLES["category"]
