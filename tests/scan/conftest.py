"""A small county whose departments deliver in their raw forms through the shipped cards, and one with plain CSV cards.

``county`` is for what must be right end to end; ``lists`` for many small deliveries in any order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from connectors.card import SourceCard
from connectors.registry import SHIPPED, load_card
from hub.detect.coverage import StreamInfo
from hub.detect.finding import Finding
from hub.findings.kept_totals import LIVE
from hub.findings.reconcile import properties
from hub.ids import Ids
from hub.keys import load_keys
from hub.scan.frame import stream_infos
from hub.scan.incremental import Touched, rescan
from hub.scan.report import ScanReport
from hub.scan.scan import scan
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from schema.policy.policy import Policy, load_policy
from schema.values.national_id import check_digit

AS_OF = date(2026, 7, 31)
SOURCES = {
    "minzheng": ("minzheng_dibao", "minzheng_liangbu", "minzheng_tekun", "minzheng_children", "minzheng_elder"),
    "gongan": ("gongan_hukou", "gongan_deaths"),
    "canlian": ("canlian_certificates",),
    "caizheng": ("caizheng_yikatong",),
}
"""Folder -> the sources that are read from it."""


def national_id(birth: str, serial: int = 1, division: str = "370102") -> str:
    digits = f"{division}{birth}{serial:03d}"
    return digits + check_digit(digits)


class Home:
    """A home with a store: delivers, syncs and scans."""

    def __init__(self, store: Store, settings: Settings, policy: Policy) -> None:
        self.store = store
        self.settings = settings
        self.policy = policy
        keys = load_keys(settings)
        self.ids, self.sealer = Ids(keys), Sealer(keys)
        self.deliveries = settings.deliveries
        self.deliveries.mkdir(parents=True, exist_ok=True)

    def cards(self) -> list[SourceCard]:
        raise NotImplementedError

    def streams(self) -> dict[str, StreamInfo]:
        return stream_infos(self.cards())

    async def sync(self, *sources: str) -> list[RunResult]:
        cards = [card for card in self.cards() if not sources or card.source in sources]
        sync = Sync(self.store, load_keys(self.settings), self.settings.home / "spool", self.settings.environment)
        results = [result async for result in sync.run(cards)]
        assert [result.held_deliveries for result in results if result.held_deliveries] == []
        return results

    async def scan(self, as_of: date | None = None, **options: Any) -> tuple[ScanReport, list[Finding]]:
        found: list[Finding] = []
        report = await scan(
            self.store, load_keys(self.settings), self.policy, self.streams(), as_of=as_of, each=found.append, **options
        )
        return report, sorted(found, key=lambda finding: (finding.rule, finding.subject, finding.months))

    async def rescan(self, results: Iterable[RunResult], as_of: date = AS_OF) -> ScanReport:
        return await rescan(
            self.store, load_keys(self.settings), self.policy, self.streams(), Touched.by(results), as_of=as_of
        )

    def content(self, findings: Iterable[Finding]) -> dict[str, str]:
        """Id -> digest of everything but state and times."""
        streams = self.streams()
        return {finding.id: properties(finding, streams)["digest"] for finding in findings}

    async def live(self) -> dict[str, str]:
        """The same of what is stored and true."""
        return {row["id"]: row["digest"] for row in await self.store.read("findings/stored") if row["state"] in LIVE}


class County(Home):
    """Departments as they really deliver; every list is given whole for its county and month."""

    def cards(self) -> list[SourceCard]:
        return [load_card(SHIPPED / f"{name}.yml") for names in SOURCES.values() for name in names]

    async def sync(self, *sources: str) -> list[RunResult]:
        """Of the departments that have delivered anything yet."""
        there = [name for folder, names in SOURCES.items() if (self.deliveries / folder).exists() for name in names]
        return await super().sync(*(sources or there))

    def dibao(
        self, division: str, month: str, number: str, amount: int, members: Sequence[tuple[str, str, str]]
    ) -> None:
        """One family: (name, ID, relation), the head first."""
        head = members[0]
        family = {
            "户主姓名": head[0],
            "户主身份证号": head[1],
            "低保（特困）证号": number,
            "保障人口(数)": len(members),
        }
        family |= {"户月保障金额（元）": f"{amount}.00", "所属街": "大明湖街道", "申请原因": "因病", "分档类型": "A"}
        self._book(f"minzheng/低保家庭查询_{division}_{month}.xlsx", _FAMILY, [family])
        people = [
            {
                "姓名": name,
                "身份证号": id,
                "户主身份证号": "" if id == head[1] else head[1],
                "与户主关系": relation,
                "所属街": "大明湖街道",
            }
            for name, id, relation in members
        ]
        self._book(f"minzheng/低保人员查询_{division}_{month}.xlsx", _PERSON, people)

    def certificates(self, month: str, rows: Sequence[tuple[str, str, str, str, str]]) -> None:
        """(division, name, certificate number, kind, grade); no ID column is filled."""
        header = _words(
            "序号 所属年份 所属月份 区划代码 姓名 身份证号 残疾证号 残疾类别 残疾等级 残疾详情 持证状态 备注"
        )
        filled = [
            dict(
                zip(
                    header,
                    [str(n), month[:4], f"{int(month[4:])}月", division, name, "", number, kind, grade, "", "持证", ""],
                    strict=True,
                )
            )
            for n, (division, name, number, kind, grade) in enumerate(rows, 1)
        ]
        self._book(f"canlian/持证残疾人_{month}.xlsx", header, filled, title="持证残疾人月度推送")

    def subsidies(self, division: str, month: str, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """(name, certificate number, living, nursing)."""
        header = _words("序号 姓名 残疾类别 监护人姓名 监护人身份证号 残疾证号 地址 联系电话 生活补贴 护理补贴 备注")
        filled = [
            {"序号": n, "姓名": name, "残疾证号": number, "生活补贴": living, "护理补贴": nursing}
            for n, (name, number, living, nursing) in enumerate(rows, 1)
        ]
        title = f"济南市历下区{month[:4]}年{int(month[4:])}月残疾人两项补贴发放花名册"
        self._book(f"minzheng/两项补贴花名册_{division}_{month}.xlsx", header, filled, title)

    def nobody(self, division: str, month: str) -> None:
        """The lists of 特困, 孤儿 and 老年人 answer, and nobody is on them."""
        self._book(f"minzheng/特困人员查询_{division}_{month}.xlsx", _DESTITUTE, [])
        self._book(f"minzheng/儿童保障花名册_{division}_{month}.xlsx", _CHILDREN, [], title="基本生活费发放表")
        self._book(f"minzheng/老年人补贴花名册_{division}_{month}.xlsx", _ELDER, [], title="老年人补贴花名册")

    def payments(self, division: str, month: str, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """(name, ID, item, amount)."""
        lines = [f"济南市历下区{month[:4]}年{int(month[4:])}月惠民惠农补贴资金一卡通发放明细"]
        lines.append("序号,乡镇,村,姓名,身份证号,补贴项目,标准,数量,金额(元),开户行,账号,账户名,备注")
        for n, (name, id, item, amount) in enumerate(rows, 1):
            account = f"62179{n:014d}"
            lines.append(f"{n},大明湖街道,一村,{name},{id}\t,{item},{amount},1,{amount},农商行,{account},{name},")
        path = self.deliveries / f"caizheng/{division}-{month}-01/一卡通发放明细.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\n".join(lines).encode("gb18030"))

    def registration(self, months: Sequence[str], residents: Sequence[tuple[str, str, str]]) -> None:
        """公安's exchange database: (RKBS, ID, name) registered in 370102 in each month; no deaths so far."""
        (self.deliveries / "gongan").mkdir(exist_ok=True)
        with self._gongan() as base:
            base.execute(
                "CREATE TABLE rk_czrk(TJYF, RKBS, GMSFHM, XM, XB, MZ, CSRQ, HH, HB, HZXM, HJDZ, HJDQH, YHZGX,"
                " jhpt_update_time)"
            )
            base.execute("CREATE TABLE rk_swzx(RKBS, SWRQ, SWZXLB, SWZMBH, SLDWQH, SLRXM)")
            base.execute("CREATE TABLE jhpt_log(table_name, qhdm, sjyf)")
            for month in months:
                base.execute("INSERT INTO jhpt_log VALUES ('rk_czrk', '370102', ?)", (month,))
                base.execute("INSERT INTO jhpt_log VALUES ('rk_swzx', '370102', ?)", (month,))
                for n, (rkbs, id, name) in enumerate(residents):
                    relation = "02" if n == 0 else "30"
                    values = (month, rkbs, id, name, "1", id[6:14], "H1", "370102001001", relation)
                    base.execute(
                        "INSERT INTO rk_czrk(TJYF, RKBS, GMSFHM, XM, XB, CSRQ, HH, HJDQH, YHZGX)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values,
                    )

    def death(self, rkbs: str, day: str) -> None:
        with self._gongan() as base:
            base.execute(
                "INSERT INTO rk_swzx(RKBS, SWRQ, SWZXLB, SLDWQH) VALUES (?, ?, '死亡', '370102001001')", (rkbs, day)
            )

    def _gongan(self) -> sqlite3.Connection:
        return sqlite3.connect(self.deliveries / "gongan/gongan.sqlite")

    def _book(self, name: str, header: Sequence[str], rows: Iterable[Mapping[str, Any]], title: str = "") -> None:
        path = self.deliveries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [[title]] if title else []
        lines += [list(header), *([str(row.get(column, "")) for column in header] for row in rows)]
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for n, line in enumerate(lines):
                sheet.write_row(n, 0, line)


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


_FAMILY = _words(
    "户主姓名 户主身份证号 低保（特困）证号 保障人口(数) 家庭人口(数) 分档类型 户月保障金额（元） 申请原因",
    "所属省 所属市 所属区 所属街 所属社 联系电话 家庭住址 家庭成员姓名 家庭成员身份证号",
)
_PERSON = _words(
    "姓名 身份证号 户主身份证号 与户主关系 性别 出生日期 民族 人员分类施保金额（元） 救助类型",
    "所属省 所属市 所属区 所属街 所属社 备注",
)


_DESTITUTE = _words(
    "姓名 身份证号 性别 出生日期 年龄 供养方式 生活自理能力 照料人姓名 照料人身份证号 供养机构 基本生活标准（元）",
    "照料护理费用（元） 所属市 所属区 所属街 所属社 纳入月份 备注",
)
_CHILDREN = _words(
    "序号 儿童姓名 身份证号 监护人姓名 监护人身份证号 与儿童关系 儿童类别 养育方式 保障标准(元/月) 本月发放(元) 备注"
)
_ELDER = _words("序号 老人姓名 身份证号码 老人联系方式 户籍地址 人员类型 能力等级 补贴项目 发放金额 银行卡号 备注")


class Lists(Home):
    """The same statements as plain CSV lists, one a stream, county and month; nothing is ever held."""

    def cards(self) -> list[SourceCard]:
        folder = self.settings.home / "cards"
        folder.mkdir(exist_ok=True)
        found = []
        for name, text in CARDS.items():
            path = folder / f"{name}.yml"
            path.write_text(text, encoding="utf-8")
            found.append(load_card(path))
        return found

    def deliver(self, stream: str, division: str, month: str, rows: Iterable[Sequence[str]]) -> None:
        lines = [HEADERS[stream], *(",".join(row) for row in rows)]
        path = self.deliveries / f"{stream}_{division}_{month}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


HEADERS = {
    "families": "证号,金额",
    "people": "证号,身份证号,姓名,关系,街道",
    "residents": "户号,身份证号,姓名,关系",
    "certificates": "身份证号,类别,等级",
    "subsidies": "身份证号,姓名,项目,金额,监护人",
    "payments": "身份证号,项目,月份,金额,账号,序号",
    "deaths": "身份证号,日期",
}


PAID = (
    "{payment: [dibao_cash, dibao_single_cash, tekun_living, tekun_care, disab_living, disab_nursing, elder_age,"
    " elder_living, elder_nursing, orphan_living, defacto_orphan_living]}"
)


def _card(source: str, department: str, *streams: str) -> str:
    head = f"source: {source}\ndepartment: {department}\ntitle: {{zh: 名单, en: List}}\nkind: files\n"
    return head + 'connection: {path: "${AIDCHAIN_DELIVERIES}"}\nstreams:\n' + "".join(streams)


def _stream(name: str, shape: str, answers: str, body: str, batch: str = "") -> str:
    return (
        f'  - name: {name}\n    shape: {shape}\n    serves: ["37"]\n    answers: [{answers}]\n'
        f'    file: "{name}_{{division}}_{{month}}.csv"\n'
        f"    scope: {{division: {{file: division}}, month: {{file: month}}{batch}}}\n"
        f"    expect: {{max_rejected: 1, max_ended: 1}}\n{body}"
    )


CARDS = {
    "t_dibao": _card(
        "t_dibao",
        "民政",
        _stream(
            "families",
            "roster",
            '"category:dibao", "category:dibao_single", "category:tekun", "benefit:dibao_cash",'
            ' "benefit:orphan_living", "benefit:elder_nursing"',
            """    key: [证号]
    personal_key: false
    subjects: {household: {form: assistance, namespace: t, key: [证号]}}
    map:
      household: {form: {const: assistance}, number: 证号}
      category: {subject: household, category: {const: dibao}}
      benefit:
        - {subject: household, item: {const: dibao_cash}, amount: 金额}
        - {subject: household, when: {field: 金额, one_of: [孤儿]}, item: {const: orphan_living}}
        - {subject: household, when: {field: 金额, one_of: [护理]}, item: {const: elder_nursing}}
""",
        ),
        _stream(
            "people",
            "roster",
            '"membership:assistance"',
            """    key: [身份证号, 证号]
    subjects: {person: {national_id: 身份证号}, household: {form: assistance, namespace: t, key: [证号]}}
    map:
      person: {name: 姓名, township: 街道}
      membership: {relation: 关系}
""",
        ),
    ),
    "t_hukou": _card(
        "t_hukou",
        "公安",
        _stream(
            "residents",
            "roster",
            '"membership:hukou"',
            """    key: [身份证号]
    subjects: {person: {national_id: 身份证号}, household: {form: hukou, namespace: t, key: [户号]}}
    map:
      person: {name: 姓名}
      membership: {relation: 关系}
""",
        ),
    ),
    "t_certificates": _card(
        "t_certificates",
        "残联",
        _stream(
            "certificates",
            "roster",
            "certificate",
            """    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      certificate: {number: {const: 37010219480302001X41}, kind: 类别, grade: 等级}
""",
        ),
    ),
    "t_subsidies": _card(
        "t_subsidies",
        "民政",
        _stream(
            "subsidies",
            "roster",
            '"benefit:disab_living", "benefit:disab_nursing"',
            """    key: [身份证号, 项目]
    subjects: {person: {national_id: 身份证号}, guardian: {national_id: 监护人}}
    map:
      benefit: {item: 项目, amount: 金额}
      guardianship:
        subject: guardian
        object: person
        when: {field: 监护人, filled: true}
        key: [{subject: guardian}, 身份证号]
    doubt: {name: 姓名}
""",
        ),
    ),
    "t_payments": _card(
        "t_payments",
        "财政",
        _stream(
            "payments",
            "event",
            PAID,
            """    key: [{scope: batch}, 身份证号, 项目, 月份, 序号]
    subjects: {person: {national_id: 身份证号}}
    map:
      payment: {item: 项目, month: 月份, amount: 金额, account: 账号, account_name: {field: 户名, optional: true},
        batch: {scope: batch}}
""",
            ", batch: {file: [division, month]}",
        ),
    ),
    "t_deaths": _card(
        "t_deaths",
        "公安",
        _stream(
            "deaths",
            "event",
            "death",
            """    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {death: {date: 日期}}
""",
        ),
    ),
}


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture
def county(store: Store, settings: Settings, policy: Policy) -> County:
    return County(store, settings, policy)


@pytest.fixture
def lists(store: Store, settings: Settings, policy: Policy) -> Lists:
    return Lists(store, settings, policy)


@pytest.fixture
def each_lists(each_store: Store, tmp_path: Path, policy: Policy) -> Lists:
    """On every engine."""
    return Lists(each_store, Settings.load(tmp_path / "lists"), policy)


@pytest.fixture
def number() -> Any:
    """Makes identity numbers: ``number("19480302", serial)``."""
    return national_id
