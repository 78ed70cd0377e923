from __future__ import annotations

from typing import Any

from hub.detect.finding import finding_id
from hub.detect.sentences import sentence, values
from hub.findings.totals import total
from schema.policy.model import Bilingual


def test_an_id_is_its_rule_subject_and_discriminator() -> None:
    assert finding_id("D13", "p1", "elder_age") == finding_id("D13", "p1", "elder_age")
    ids = {
        finding_id("D13", "p1", "elder_age"),
        finding_id("D13", "p1"),
        finding_id("D1", "3p1"),
        finding_id("D13", "p2"),
    }
    assert len(ids) == 4
    assert all(len(id) == 32 and id.startswith("n") and int(id[1:], 16) >= 0 for id in ids)


def test_an_id_survives_another_month_and_another_amount(make_case: Any) -> None:
    ids = set()
    for months, amount in (("2026-05/2026-05", 139), ("2026-05/2026-07", 170)):
        case = make_case()
        case.person("P")
        case.category("P", "tekun", "2026-01/2026-07")
        case.award("P", "disab_nursing", months, amount)
        (found,) = case.findings(None, "P", rule="D03")
        ids.add(found.id)
    assert len(ids) == 1


def test_totals_count_each_payment_month_once(make_case: Any) -> None:
    case = make_case()
    case.county("370112")
    case.person("P")
    case.category("P", "tekun", "2026-06/2026-07")
    case.award("P", "disab_nursing", "2026-06/2026-06", 139)
    case.award("P", "disab_nursing", "2026-06/2026-06", 100, division="370112")
    found = [one for one in case.evaluate(None, "P").findings if one.type == "duplicate"]
    assert [(one.rule, one.amount) for one in found] == [("D03", 23900), ("D13", 10000)]
    assert total(found) == 23900


def test_brackets_go_with_an_empty_placeholder() -> None:
    template = Bilingual(zh="{months}重复[，涉及{amount}]。", en="Both in {months}[; {amount}].")
    months = ["2025-12", "2026-01", "2026-03"]
    said = sentence(template, *values(months, None, (), (), "", None), ())
    assert said.zh == "2025-12至2026-01、2026-03重复。"
    assert said.en == "Both in 2025-12 to 2026-01, 2026-03."


def test_notes_come_before_the_full_stop_once() -> None:
    template = Bilingual(zh="{months}重复[，涉及{amount}]。", en="Both in {months}[; {amount}].")
    note = Bilingual(zh="未核查", en="not checked")
    said = sentence(template, *values(["2026-01"], 12345, (), (), "", None), (note, note))
    assert said.zh == "2026-01重复，涉及123.45元；未核查。"
    assert said.en == "Both in 2026-01; 123.45 yuan; not checked."


def test_no_sentence_names_a_subject(make_case: Any) -> None:
    case = make_case()
    case.person("PERSON-1", "1950-01-01")
    case.dibao("HOUSE-1", "2026-01/2026-07", 800, "PERSON-1")
    case.category("PERSON-1", "tekun", "2026-01/2026-07")
    case.award("PERSON-1", "disab_living", "2026-01/2026-07", 183)
    case.death("PERSON-1", "2026-05-01")
    found = case.evaluate("HOUSE-1", "PERSON-1").findings
    assert len(found) >= 4
    for one in found:
        assert "PERSON-1" not in one.sentence.zh + one.sentence.en
        assert "HOUSE-1" not in one.sentence.zh + one.sentence.en
