"""What holds for every value type; the types are found, not listed."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

import schema.values
from schema.errors import InvalidValueError
from schema.values.reason import Caution, Reason, explanation_of
from schema.values.value import Value

SAMPLES: dict[str, list[Any]] = {
    "Area": ["65.5㎡", "80"],
    "BankAccount": ["6222 0212 3456 7890 128"],
    "CategoryCode": ["低保"],
    "Cause": ["火灾"],
    "CertificateNumber": ["11010519491231002x43b1"],
    "Day": ["2026年7月1日"],
    "AbilityGrade": ["中度失能"],
    "DisabilityGrade": ["一级"],
    "DisabilityKind": ["肢体"],
    "Division": ["济南市历下区", "371202001000"],
    "InsuranceScheme": ["居民医保"],
    "ItemCode": ["特困基本生活费"],
    "Key": ["lx 2026－01"],
    "Money": ["1.5万", "1,234.50元"],
    "Month": ["2026年7月"],
    "Name": ["阿依古丽•买买提"],
    "NationalId": ["110105491231002"],
    "Phone": ["(0531)88888888"],
    "Relation": ["之儿媳", "1"],
    "SchoolNumber": ["g11010519491231002x"],
    "Sex": ["男"],
}


def kinds() -> list[type[Value]]:
    found: dict[str, type[Value]] = {}
    for module in pkgutil.iter_modules(schema.values.__path__):
        for name, thing in vars(importlib.import_module(f"schema.values.{module.name}")).items():
            if isinstance(thing, type) and issubclass(thing, Value) and not name.startswith("_") and thing is not Value:
                found[name] = thing
    return [found[name] for name in sorted(found)]


def test_every_value_type_has_a_sample() -> None:
    assert {kind.__name__ for kind in kinds()} == SAMPLES.keys()


@pytest.mark.parametrize("kind", kinds())
def test_parsing_again_changes_nothing(kind: type[Value]) -> None:
    for raw in SAMPLES[kind.__name__]:
        value = kind.parse(raw)
        assert kind.parse(value) == value
        assert kind.same(value, value)
        assert isinstance(kind.mask(value), str)
        assert all(code in list(Caution) for code in kind.warnings(value))


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.__name__ != "Cause"])
@pytest.mark.parametrize("raw", ["ключ-7f3a", "x" * 3_000_000])
def test_a_refusal_has_a_known_reason_and_never_the_value(kind: type[Value], raw: str) -> None:
    if kind.__name__ == "Key" and len(raw) < 100:
        return  # a source numbers its rows as it likes
    with pytest.raises(InvalidValueError) as caught:
        kind.parse(raw)
    assert caught.value.reason in list(Reason)
    assert raw not in str(caught.value)
    assert raw not in repr(vars(caught.value))


def test_every_reason_and_caution_is_its_own_name() -> None:
    for code in [*Reason, *Caution]:
        assert code.name.lower() == code.value


def test_every_reason_and_caution_says_what_to_do_in_both_languages() -> None:
    for code in [*Reason, *Caution]:
        assert any("\u4e00" <= character <= "\u9fff" for character in code.explanation.zh)
        assert code.explanation.isascii()
        assert explanation_of(code.value) == code.explanation
    assert explanation_of("of_another_release").zh == "of_another_release"
