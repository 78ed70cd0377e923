"""A small world on a real store, written with the hub's own statements, and viewers who see parts of it.

X1 in 370102 is an assistance household: G the head (who died on 2026-04-11), M and the child C. From 2026-06 M is also
listed in X2 of 370112. S lives alone in X3 of 370202, which nobody of 3701 may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
from neo4j import Session
from starlette.testclient import TestClient

import cypher
from hub.app import create_app
from hub.auth import Role, Viewer, issue
from hub.findings.order import order_keys
from hub.ids import Ids
from hub.keys import load_keys
from hub.seal import Sealer
from hub.settings import Settings

NUMBERS = {
    "G": "370102194803011230",
    "M": "37010219800512268X",
    "C": "370102201206151238",
    "S": "370202195001011116",
}
ACCOUNT = "6222021234567890128"
PHONE = "13853112345"
ADDRESS = "山东省济南市历下区泉城街道幸福巷12号3单元401"
LEARNED = 1_782_864_000_000
"""2026-07-01T00:00:00Z."""
LATER = LEARNED + 20 * 86_400_000
MONTHS = [f"2026-{month:02d}" for month in range(1, 8)]
SECRETS = [*NUMBERS.values(), ACCOUNT, PHONE, "幸福巷"]


@dataclass
class World:
    """Ids of the seeded things, and clients for viewers."""

    client: TestClient
    settings: Settings
    ids: dict[str, str] = field(default_factory=dict)

    def token(self, *divisions: str, role: Role = Role.SUPERVISOR) -> str:
        return issue(load_keys(self.settings), Viewer("tester", role, divisions, "test"))

    def ask(
        self, query: str, *divisions: str, role: Role = Role.SUPERVISOR, variables: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The whole answer to a query of a viewer; fails the test when a plain secret is in it."""
        response = self.client.post(
            "/graphql",
            json={"query": query, "variables": variables or {}},
            headers={"Authorization": f"Bearer {self.token(*divisions, role=role)}"},
        )
        assert response.status_code == 200
        assert [secret for secret in SECRETS if secret in response.text] == []
        answer: dict[str, Any] = response.json()
        return answer

    def data(self, query: str, *divisions: str, **more: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = self.ask(query, *divisions, **more)
        assert answer.get("errors") is None
        found: dict[str, Any] = answer["data"]
        return found


class Seed:
    """Writes facts as sync does: through the write statements, sealed with the home's keys."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session = session
        keys = load_keys(settings)
        self.sealer, self.ids = Sealer(keys), Ids(keys)
        self.made: dict[str, str] = {}

    def run(self, name: str, **parameters: Any) -> None:
        text = cypher.load(name).text
        self._session.execute_write(lambda tx: tx.run(text, **parameters).consume())

    def raw(self, text: str, **parameters: Any) -> None:
        self._session.execute_write(lambda tx: tx.run(text, **parameters).consume())

    def person(self, name: str) -> str:
        id = self.made[name] = self.ids.person(NUMBERS[name])
        number = NUMBERS[name]
        birth = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        self.raw("CREATE (:Person {id: $id, entity: $id, birth: $birth, sex: $sex})", id=id, birth=birth, sex="1")
        return id

    def household(self, name: str, form: str = "assistance") -> str:
        id = self.made[name] = self.ids.household(form, "test", name)
        self.raw("CREATE (:Household {id: $id, form: $form})", id=id, form=form)
        return id

    def fact(
        self,
        record: str,
        name: str,
        subject: str,
        stream: str,
        division: str,
        /,
        *,
        object: str | None = None,
        sealed: Mapping[str, str] | None = None,
        **props: Any,
    ) -> str:
        """A fact called ``name``; ``key`` says which facts are one key of a roster."""
        id = self.made[name] = self.ids.make("f", name)
        for hidden, text in (sealed or {}).items():
            props[f"{hidden}_enc"] = self.sealer.seal(text, record, hidden, id)
        key = props.pop("key", name)
        values = {
            "id": id,
            "key_id": self.ids.make("k", key),
            "stream": stream,
            "scope": f"{stream}|{division}",
            "division": division,
            "digest": name,
            "run": "r1",
            "learned_at": LEARNED,
            "subject": subject,
            **({"object": object} if object else {}),
            **props,
        }
        kind = "household" if subject.startswith("h") else "person"
        self.run(f"write/{record}_create_{kind}", rows=[{"subject": subject, "object": object, "props": values}])
        return id

    def cover(self, stream: str, division: str, months: list[str], learned_at: int = LEARNED) -> None:
        for month in months:
            self.raw(
                "CREATE (:Coverage {id: $id, stream: $stream, division: $division, month: $month, run: 'r1', "
                "learned_at: $learned_at})",
                id=f"{stream}|{division}|{month}",
                stream=stream,
                division=division,
                month=month,
                learned_at=learned_at,
            )

    def finding(self, name: str, subject: str, cited: list[str], **values: Any) -> str:
        id = self.made[name] = self.ids.make("n", name)
        props = {
            "id": id,
            "rule": name[:3],
            "version": 1,
            "type": "duplicate",
            "effect": "review",
            "severity": "high",
            "subject_type": "household" if subject.startswith("h") else "person",
            "subject": subject,
            "months": ["2026-06", "2026-07"],
            "basis": "依据",
            "sentence_zh": "一句话",
            "sentence_en": "One sentence.",
            "state": "new",
            "first_seen": LEARNED,
            "last_seen": LATER,
            "as_of": "2026-07-31",
            "absences": "[]",
            "departments": ["民政"],
            "items": [],
            **values,
        }
        self.raw(
            "CREATE (f:Finding) SET f = $props WITH f MATCH (s {id: $subject}) CREATE (f)-[:ABOUT]->(s)",
            props=props | order_keys(props),
            subject=subject,
        )
        for cite in cited:
            self.raw("MATCH (f:Finding {id: $id}) MATCH (x {id: $cite}) CREATE (f)-[:CITES]->(x)", id=id, cite=cite)
        self.run("findings_write/places", rows=[{"id": id}])
        return id


def seed(session: Session, settings: Settings) -> dict[str, str]:
    s = Seed(session, settings)
    for source, department in (
        ("minzheng_dibao", "民政"),
        ("gongan_hukou", "公安"),
        ("canlian_certificates", "残联"),
        ("caizheng_yikatong", "财政"),
        ("weijian_deaths", "卫健"),
        ("yibao_cover", "医保"),
    ):
        s.run(
            "runs/source", id=source, department=department, title_zh=f"{department}数据", title_en=source, streams="[]"
        )
    families, people, residents = "minzheng_dibao.families", "minzheng_dibao.people", "gongan_hukou.residents"
    certificates = "canlian_certificates.certificates"
    for stream in (families, people):
        for division in ("370102", "370112", "370202"):
            s.cover(stream, division, MONTHS[:-1])
            s.cover(stream, division, MONTHS[-1:], LATER)
    s.cover(residents, "370102", MONTHS)
    s.cover(certificates, "370102", MONTHS)
    g, m, c, stranger = (s.person(name) for name in "GMCS")
    x1, x2, x3 = (s.household(name) for name in ("X1", "X2", "X3"))
    s.fact("household", "X1.record", x1, families, "370102", form="assistance", number="低保-001", months="2026-01/")
    s.fact("household", "X2.record", x2, families, "370112", form="assistance", number="低保-002", months="2026-06/")
    s.fact("household", "X3.record", x3, families, "370202", form="assistance", number="低保-003", months="2026-01/")
    for name, person, relation in (("G", g, "02"), ("M", m, "20"), ("C", c, "30")):
        s.fact(
            "membership",
            f"{name}.X1",
            person,
            people,
            "370102",
            object=x1,
            relation=relation,
            counted=True,
            months="2026-01/",
        )
        s.fact(
            "person",
            f"{name}.record",
            person,
            residents,
            "370102",
            name={"G": "高大山", "M": "马秀英", "C": "高小宝"}[name],
            township="370102001",
            sealed={"national_id": NUMBERS[name], "phone": PHONE, "address": ADDRESS},
            months="2026-01/",
        )
    s.fact("membership", "M.X2", m, people, "370112", object=x2, relation="02", counted=True, months="2026-06/")
    s.fact("membership", "S.X3", stranger, people, "370202", object=x3, relation="02", counted=True, months="2026-01/")
    s.fact(
        "person",
        "S.record",
        stranger,
        people,
        "370202",
        name="隋远",
        sealed={"national_id": NUMBERS["S"]},
        months="2026-01/",
    )
    s.fact("category", "X1.dibao", x1, families, "370102", category="dibao", status="active", months="2026-01/")
    s.fact(
        "benefit",
        "X1.cash.900",
        x1,
        families,
        "370102",
        key="X1.cash",
        item="dibao_cash",
        amount=90000,
        months="2026-01/2026-03",
    )
    s.fact(
        "benefit",
        "X1.cash.950",
        x1,
        families,
        "370102",
        key="X1.cash",
        item="dibao_cash",
        amount=95000,
        months="2026-04/",
    )
    s.fact(
        "payment",
        "M.paid",
        m,
        "caizheng_yikatong.details",
        "370102",
        item="dibao_cash",
        month="2026-06",
        amount=95000,
        back_pay=False,
        sealed={"account": ACCOUNT},
        account_name="马秀英",
        account_key="k1",
    )
    s.fact("death", "G.death", g, "weijian_deaths.deaths", "370102", date="2026-04-11", basis="死亡医学证明")
    s.fact(
        "certificate",
        "C.certificate",
        c,
        certificates,
        "370102",
        kind="5",
        grade=2,
        status="valid",
        sealed={"number": NUMBERS["C"] + "52"},
        months="2026-03/",
    )
    cover = s.fact(
        "insurance_cover", "C.cover", c, "yibao_cover.covers", "370102", scheme="390", valid_from="2026-01-01"
    )
    version = {"id": "s1", "fact": cover, "type": "insurance_cover", "retired_at": LATER, "cause": "source"}
    s.run("write/insurance_cover_supersede", rows=[version])
    s.raw("MATCH (f:InsuranceCover {id: $id}) SET f.scheme = '310', f.learned_at = $at", id=cover, at=LATER)
    cite = {
        "stream": people,
        "months": ["2026-06", "2026-07"],
        "run": "r1",
        "learned_at": LEARNED,
        "type": "membership",
    }
    s.finding(
        "D14",
        m,
        [s.made["M.X1"], s.made["M.X2"]],
        household=x2,
        amount=95000,
        divisions=["370102", "370112"],
        cites=orjson.dumps(
            [
                {**cite, "fact": s.made["M.X1"], "division": "370102"},
                {**cite, "fact": s.made["M.X2"], "division": "370112"},
            ]
        ).decode(),
    )
    s.finding(
        "D16",
        x1,
        [s.made["X1.cash.950"]],
        household=x1,
        amount=90000,
        severity="medium",
        state="open",
        months=["2026-05", "2026-06", "2026-07"],
        divisions=["370102"],
        departments=["民政", "卫健"],
        cites="[]",
        first_seen=LATER,
    )
    s.finding(
        "D38", stranger, [s.made["S.X3"]], household=x3, amount=500, severity="low", divisions=["370202"], cites="[]"
    )
    s.finding(
        "O03",
        c,
        [],
        type="omission",
        household=x1,
        effect="grant",
        divisions=["370102"],
        cites="[]",
        absences=orjson.dumps(
            [{"stream": "minzheng_liangbu.register", "division": "370102", "months": ["2026-06"], "run": "r1"}]
        ).decode(),
    )
    s.run("runs/begin", id="r1", source="minzheng_dibao", department="民政", started_at=LEARNED, holder="")
    s.run("runs/set", id="r1", values={"state": "applied", "read": 12, "applied": 11, "rejected": 1, "seconds": 1.5})
    s.run("runs/begin", id="r2", source="minzheng_dibao", department="民政", started_at=LATER, holder="")
    rejected: list[tuple[str, str | None, int]] = [("j1", "370102", 7), ("j2", "370202", 8), ("j3", None, 9)]
    for id, place, row in rejected:
        values = {
            "id": id,
            "run": "r1",
            "source": "minzheng_dibao",
            "stream": people,
            "department": "民政",
            "file": "低保人员查询_370102_202607.xlsx",
            "row": row,
            "field": "身份证号",
            "reason": "invalid_national_id",
            "expected": "an identity number of 18 characters",
            "raw_enc": s.sealer.seal(NUMBERS["G"], "rejection", "raw", id),
            **({"division": place} if place else {}),
        }
        s.run("runs/rejections", rows=[{"id": id, "values": values}])
    return s.made


@pytest.fixture(scope="module")
def world(embedded: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    embedded.empty()
    settings: Settings = embedded.settings(Path(tmp_path_factory.mktemp("gql")) / "home")
    with TestClient(create_app(settings)) as client:
        with embedded.driver() as driver, driver.session(database=embedded.database) as session:
            made = seed(session, settings)
        yield World(client, settings, made)


Ask = Callable[..., dict[str, Any]]
