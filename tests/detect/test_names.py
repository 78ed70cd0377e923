"""Which names under one identity number contradict each other."""

from __future__ import annotations

import pytest

from hub.detect.names import may_be_one


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("张三", "張三"),
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("张三", "*三"),
        ("张三", "张某某"),
        ("买买提", "买买提·吐尔逊"),
        ("方安生", "陈方安生"),
        ("李小明", "王小明"),
        ("李王氏", "王秀英"),
        ("小芳", "王芳"),
        ("芳芳", "王芳"),
        ("老王", "王建国"),
        ("ZHANG SAN", "张三"),
        ("古丽·买买提", "古丽买买提"),
    ],
)
def test_a_variant_a_mask_a_part_and_a_usual_form_contradict_nothing(left: str, right: str) -> None:
    assert may_be_one(left, right)
    assert may_be_one(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("郝大壮", "李秀兰"), ("张三", "李四"), ("王小明", "王晓明"), ("张某", "李四"), ("张三", "李*")]
)
def test_other_names_do(left: str, right: str) -> None:
    assert not may_be_one(left, right)
    assert not may_be_one(right, left)
