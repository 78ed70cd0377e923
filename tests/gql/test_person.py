"""A person through the API: found by id or, as a variable only, by number; masked, and within scope."""

from __future__ import annotations

import base64
from typing import Any

BY_NUMBER = "query($n: String!) { person(nationalId: $n) { id name nationalId birth sex } }"
GRANDFATHER = "370102194803011230"


def test_finds_a_person_by_number_and_shows_it_masked(world: Any) -> None:
    found = world.data(BY_NUMBER, "3701", variables={"n": GRANDFATHER})["person"]
    assert found == {
        "id": base64.b64encode(f"Person:{world.ids['G']}".encode()).decode(),
        "name": "高大山",
        "nationalId": "370102************",
        "birth": "1948-03-01",
        "sex": "1",
    }


def test_understands_full_width_digits_and_a_lower_case_x(world: Any) -> None:
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in GRANDFATHER)
    assert world.data(BY_NUMBER, "3701", variables={"n": full_width})["person"]["name"] == "高大山"
    assert world.data(BY_NUMBER, "3701", variables={"n": "37010219800512268x"})["person"]["name"] == "马秀英"


def test_refuses_a_number_that_is_none_without_repeating_it(world: Any) -> None:
    answer = world.ask(BY_NUMBER, "3701", variables={"n": "370102194803011239"})
    assert answer["data"] == {"person": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_INPUT"]
    assert "370102194803011239" not in str(answer)


def test_a_number_in_the_text_of_a_query_is_refused(world: Any) -> None:
    answer = world.ask('{ person(nationalId: "370102201001011239") { name } }', "3701")
    assert "data" not in answer
    assert [error["message"] for error in answer["errors"]] == ["nationalId: give it as a variable"]


def test_asks_for_exactly_one_of_id_and_number(world: Any) -> None:
    neither = world.ask("{ person { name } }", "3701")
    assert neither["errors"][0]["message"] == "person: expected either id or nationalId"
    both = world.ask(
        "query($i: ID, $n: String) { person(id: $i, nationalId: $n) { name } }",
        "3701",
        variables={"i": world.ids["G"], "n": GRANDFATHER},
    )
    assert (both["data"], both["errors"][0]["extensions"]["code"]) == ({"person": None}, "BAD_INPUT")


def test_every_kind_of_fact_is_shown_with_its_source(world: Any) -> None:
    query = """query($id: ID!) { person(id: $id) {
      certificates { kind { code zh } grade status number spells { first last } said { department division learnedAt } }
      covers { scheme validFrom validUntil said { stream } }
      memberships { household form relation { code } }
      deaths { date } enrolments { stage } expenses { total } guardianships { ward } categories { tier }
      benefits { amount }
      findings { rule type absences { stream months division foreign } }
    } }"""
    found = world.data(query, "3701", variables={"id": world.ids["C"]})["person"]
    assert found["certificates"] == [
        {
            "kind": {"code": "5", "zh": "智力残疾"},
            "grade": 2,
            "status": "valid",
            "number": "370102************52",
            "spells": [{"first": "2026-03", "last": None}],
            "said": {"department": "残联", "division": "370102", "learnedAt": "2026-07-01T00:00:00.000Z"},
        }
    ]
    assert found["covers"] == [
        {"scheme": "310", "validFrom": "2026-01-01", "validUntil": None, "said": {"stream": "yibao_cover.covers"}}
    ]
    assert found["memberships"] == [
        {
            "household": base64.b64encode(f"Household:{world.ids['X1']}".encode()).decode(),
            "form": "ASSISTANCE",
            "relation": {"code": "30"},
        }
    ]
    assert found["findings"] == [
        {
            "rule": "O03",
            "type": "OMISSION",
            "absences": [
                {"stream": "minzheng_liangbu.register", "months": ["2026-06"], "division": "370102", "foreign": False}
            ],
        }
    ]
    empty = ("deaths", "enrolments", "expenses", "guardianships", "categories", "benefits")
    assert {name: found[name] for name in empty} == {name: [] for name in empty}


def test_at_a_day_before_the_certificate_there_is_none(world: Any) -> None:
    query = (
        "query($id: ID!, $at: Date) { person(id: $id) { certificates(at: $at) { grade } covers(at: $at) { scheme } } }"
    )
    before = world.data(query, "3701", variables={"id": world.ids["C"], "at": "2026-02-28"})["person"]
    after = world.data(query, "3701", variables={"id": world.ids["C"], "at": "2026-03-01"})["person"]
    assert (before["certificates"], before["covers"]) == ([], [{"scheme": "310"}])
    assert after["certificates"] == [{"grade": 2}]


def test_a_day_that_does_not_exist_is_refused_before_anything_is_read(world: Any) -> None:
    query = 'query($id: ID!) { person(id: $id) { covers(at: "2026-02-31") { scheme } } }'
    answer = world.ask(query, "3701", variables={"id": world.ids["C"]})
    assert "data" not in answer
    assert "expected a day such as 2026-07-31" in answer["errors"][0]["message"]


def test_only_the_facts_of_the_viewer_s_divisions_are_there(world: Any) -> None:
    query = (
        "query($id: ID!) { person(id: $id) { name memberships { household } payments { amount } records { name } } }"
    )
    found = world.data(query, "370112", variables={"id": world.ids["M"]})["person"]
    # 370112 lists her in X2 and knows nothing else of her: not her name, which 370102's register says
    assert found == {
        "name": None,
        "memberships": [{"household": base64.b64encode(f"Household:{world.ids['X2']}".encode()).decode()}],
        "payments": [],
        "records": [],
    }


def test_somebody_out_of_scope_is_null_by_id_and_by_number(world: Any) -> None:
    assert world.data(BY_NUMBER, "370202", variables={"n": GRANDFATHER}) == {"person": None}
    by_id = "query($id: ID!) { person(id: $id) { name } }"
    assert world.data(by_id, "370102", variables={"id": world.ids["S"]}) == {"person": None}
    assert world.data(by_id, "370202", variables={"id": world.ids["S"]}) == {"person": {"name": "隋远"}}
