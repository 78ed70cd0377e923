"""Codes of the catalogue as values."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.catalogue_code import CategoryCode, Cause, InsuranceScheme, ItemCode
from schema.values.reason import Reason
from schema.values.value import Value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (CategoryCode, "dibao", "dibao"),
        (CategoryCode, "低保边缘家庭", "dibian"),
        (CategoryCode, "特困人员", "tekun"),
        (ItemCode, "disab_living", "disab_living"),
        (ItemCode, "困难残疾人生活补贴", "disab_living"),
        (ItemCode, "城乡低保金", "dibao_cash"),
        (ItemCode, "临时救助（急难型）", "temp_emergency"),
        (ItemCode, "临时救助(急难型)", "temp_emergency"),
        (Cause, "火灾", "fire"),
        (Cause, "fire", "fire"),
        (Cause, "因病支出", "medical_cost"),
        (InsuranceScheme, "390", "390"),
        (InsuranceScheme, "居民医保", "390"),
        (InsuranceScheme, 310, "310"),
    ],
)
def test_reads_codes_and_titles(kind: type[Value], raw: object, code: str) -> None:
    assert kind.parse(raw) == code
    assert kind.mask(code) == code


@pytest.mark.parametrize("kind", [CategoryCode, ItemCode, InsuranceScheme])
@pytest.mark.parametrize("raw", ["", "no_such", "dibian_status", "低保边缘家庭认定", "0"])
def test_refuses_what_is_not_listed_and_what_is_a_mere_status(kind: type[Value], raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind.parse(raw)
    assert caught.value.reason == Reason.UNKNOWN_CODE


@pytest.mark.parametrize("raw", ["其他", "", "房屋倒塌"])
def test_another_cause_is_unknown_and_no_error(raw: str) -> None:
    assert Cause.parse(raw) is None
