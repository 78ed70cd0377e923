"""Facts of a register are in force as their own dates say, on either engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.detect.dossier import Dossier
from hub.dossier.reader import Reader
from hub.ids import Ids
from hub.keys import load_keys
from hub.scan.frame import load_frame, stream_infos
from hub.seal import Sealer
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from schema.values.months import Window
from tests.support.numbers import national_id

pytestmark = pytest.mark.anyio

CARD = """
source: t_register
department: 民政
title: {zh: 台账, en: Register}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: register
    serves: ["37"]
    file: "台账_{division}.csv"
    scope: {division: {file: division}, month: {column: 数据月份}, months: {from: 2026-01, until: 2026-06}}
    key: [身份证号, 家庭编号]
    subjects:
      person: {national_id: 身份证号}
      guardian: {national_id: 监护人}
      household: {form: assistance, namespace: t, key: [家庭编号]}
    map:
      category: {category: {const: tekun}, period: {field: 起止日期, until: included}}
      benefit: {item: {const: tekun_living}, amount: 金额, period: {field: 起止日期, until: included}}
      membership: {relation: {const: "02"}, valid_from: 入户, valid_until: {field: 迁出, until: excluded}}
      guardianship:
        {subject: guardian, object: person, when: {field: 监护人, filled: true}, valid_from: 入户,
         valid_until: {field: 迁出, until: excluded}}
      certificate:
        {number: 残疾证号, kind: {const: "1"}, grade: {const: 1}, period: {field: 起止日期, until: included}}
      enrolment: {stage: {const: primary}, valid_from: 入户, valid_until: {field: 迁出, until: excluded}}
    expect: {max_ended: 1, max_rejected: 1}
"""
WINDOW = Window.ending(date(2026, 7, 31))
HEADER = "身份证号,家庭编号,起止日期,入户,迁出,金额,监护人,残疾证号,数据月份"


def number(serial: int) -> str:
    return national_id(f"198001{10 + serial}", serial)


class Register:
    def __init__(self, store: Store, settings: Any) -> None:
        self.store, self.settings = store, settings
        settings.deliveries.mkdir(parents=True)
        path = settings.home / "card.yml"
        path.write_text(CARD, encoding="utf-8")
        self.card: SourceCard = load_card(path)

    def deliver(self, *rows: str) -> None:
        text = "\n".join([HEADER, *rows]) + "\n"
        (self.settings.deliveries / "台账_历下区.csv").write_text(text, encoding="utf-8")

    async def sync(self) -> RunResult:
        spool = self.settings.home / "spool"
        sync = Sync(self.store, load_keys(self.settings), spool, self.settings.environment)
        (result,) = [result async for result in sync.run([self.card])]
        return result

    async def read(self, household: str) -> Dossier:
        keys = load_keys(self.settings)
        _, frame = await load_frame(self.store, stream_infos([self.card]), date(2026, 7, 31))
        reader = Reader(self.store, Sealer(keys), frame)
        page = await reader.households([Ids(keys).household("assistance", "t", household)])
        (dossier,) = reader.builder.dossiers(page)
        return dossier


@pytest.fixture
def register(each_store: Store, each_server: Any, tmp_path: Any) -> Register:
    return Register(each_store, each_server.settings(tmp_path / "home"))


def row(serial: int, period: str, since: str, until: str = "", guardian: str = "", month: str = "2026-06") -> str:
    return f"{number(serial)},H1,{period},{since},{until},900,{guardian},{number(serial)}11,{month}"


async def test_facts_hold_as_their_dates_say(register: Register) -> None:
    register.deliver(row(1, "2026.3.5-2026.6.1", "2026-02-10", "2026-05-01", guardian=number(2)))
    result = await register.sync()
    assert (result.read, result.applied, result.unchanged, result.rejected) == (1, 1, 0, 0)
    dossier = await register.read("H1")
    view = next(view for view in dossier.people.values() if view.categories)
    period = (["2026-04", "2026-05", "2026-06"], ["2026-03", "2026-04", "2026-05", "2026-06"])
    stay = (["2026-03", "2026-04"], ["2026-02", "2026-03", "2026-04"])
    for facts, span in (
        (view.categories, period),
        (view.benefits, period),
        (view.certificates, period),
        (view.memberships, stay),
        (view.enrolments, stay),
        (view.kinships, stay),
    ):
        (fact,) = facts
        assert (WINDOW.texts(fact.yes), WINDOW.texts(fact.some)) == span
    assert view.certificates[0].starts == date(2026, 3, 5)
    assert view.benefits[0].amount == 90000


async def test_an_open_end_reaches_the_last_covered_month_and_is_unknown_after(register: Register) -> None:
    register.deliver(row(1, "2026年3月1日至今", "2026-03-01", "长期"))
    await register.sync()
    dossier = await register.read("H1")
    (view,) = dossier.people.values()
    expected = ["2026-03", "2026-04", "2026-05", "2026-06"]
    for facts in (view.categories, view.benefits, view.memberships):
        assert (WINDOW.texts(facts[0].yes), WINDOW.texts(facts[0].some)) == (expected, [*expected, "2026-07"])


async def test_a_row_without_its_first_day_is_rejected_and_one_that_is_gone_is_retired(register: Register) -> None:
    register.deliver(row(1, "2026.3.5-2026.6.1", "2026-02-10"), row(2, "", "2026-02-10"))
    result = await register.sync()
    assert (result.applied, dict(result.reasons)) == (1, {"missing_field": 1})
    register.deliver(row(2, "2026.3.5起", "2026-02-10"))
    second = await register.sync()
    assert (second.applied, second.retired) == (1, 5)
    again = await fingerprint(register.store)
    register.deliver(row(2, "2026.3.5起", "2026-02-10"))
    await register.sync()
    assert await fingerprint(register.store) == again
