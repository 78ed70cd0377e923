"""One small province for all tests of a session, and an auditor who reads its raw files as an outsider would.

The auditor knows nothing of how the province was made nor of the product: it reads workbooks, CSV and SQLite, and looks
for each rule's cases in the plainest way. What it finds must be what ``truth.json`` says, no more and no less.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from hub.population import Summary, make_population

SEED = 20260731
SERIOUS = {"尿毒症透析治疗", "恶性肿瘤"}
SIZES = (6_000, pytest.param(20_000, marks=pytest.mark.long))
"""The larger has counties with long lists, and so also the rows that cannot be read."""
AS_OF = 2026 * 12 + 6
LABELS = {
    "城乡低保金": "dibao_cash",
    "单人保低保金": "dibao_single_cash",
    "特困基本生活费": "tekun_living",
    "特困照料护理费": "tekun_care",
    "困难残疾人生活补贴": "disab_living",
    "重度残疾人护理补贴": "disab_nursing",
    "高龄津贴": "elder_age",
    "经济困难老年人生活补贴": "elder_living",
    "经济困难老年人护理补贴": "elder_nursing",
    "孤儿基本生活费": "orphan_living",
    "事实无人抚养儿童生活补贴": "defacto_orphan_living",
}


@dataclass(frozen=True)
class Province:
    folder: Path
    summary: Summary
    truth: dict[str, Any]

    def lines(self, kind: str) -> list[dict[str, Any]]:
        return [line for line in self.truth["planted"] if line["class"] == kind]


@pytest.fixture(scope="session", params=SIZES)
def province(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Province:
    """Over 36 months, with every kind of case."""
    folder = tmp_path_factory.mktemp("province")
    summary = make_population(folder, people=request.param, seed=SEED)
    return Province(folder, summary, json.loads((folder / "truth.json").read_bytes()))


@pytest.fixture(scope="session")
def audit(province: Province) -> Audit:
    return Audit(province.folder)


def index(text: str) -> int:
    """``202606`` or ``2026-06`` as months since year 0."""
    digits = text.replace("-", "")
    return int(digits[:4]) * 12 + int(digits[4:6]) - 1


def month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def exists(day: str) -> bool:
    """Whether the calendar has the ISO day: some rows name a 31st of April, to be rejected."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def clean(number: str | None) -> str | None:
    """An identity number with 18 valid characters, or None."""
    number = (number or "").strip().translate(str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX"))
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if len(number) == 15 and number.isdigit():
        number = number[:6] + "19" + number[6:]
        return number + "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=True)) % 11]
    if len(number) != 18 or not number[:17].isdigit():
        return None
    check = "10X98765432"[sum(int(d) * w for d, w in zip(number[:17], weights, strict=True)) % 11]
    return number if check == number[17] else None


def rows(path: Path, header: int = 0, tail: int = 0) -> list[dict[str, str | None]]:
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars().rows()
    names = sheet[header]
    return [dict(zip(names, line, strict=True)) for line in sheet[header + 1 : len(sheet) - tail]]


class Audit:
    """Everything the raw files say, by person and month."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.households: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        """Person -> month -> keys of assistance households."""
        self.members: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.cash: dict[str, dict[int, float]] = defaultdict(dict)
        self.full: dict[str, dict[int, float]] = defaultdict(dict)
        self.head: dict[str, dict[int, str]] = defaultdict(dict)
        self.dibao: dict[str, set[int]] = defaultdict(set)
        self.dibian: dict[str, set[int]] = defaultdict(set)
        self.single: dict[str, set[int]] = defaultdict(set)
        self.awards: dict[tuple[str, str], dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        """(person, item) -> month -> county -> yuan."""
        self.paid: dict[tuple[str, str], dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        self.accounts: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.related: dict[str, set[str]] = defaultdict(set)
        self.certificates: dict[str, dict[int, tuple[str, int]]] = defaultdict(dict)
        self.deaths: dict[str, date] = {}
        self.one_offs: list[tuple[str, str, str, date, float]] = []
        """Person, cause, number of the event, day and yuan of temporary aid."""
        self.charity: list[tuple[str, str, date, float]] = []
        """Person, cause, day and yuan of what charities gave."""
        self.losses: dict[tuple[str, str], float] = {}
        """(person, event) -> yuan that were verified; NaN where the sum cannot be read."""
        self.roll: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.aid: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.covers: dict[str, list[tuple[date, date]]] = defaultdict(list)
        self.bills: dict[str, list[tuple[date, float]]] = defaultdict(list)
        self.county: dict[str, dict[int, str]] = defaultdict(dict)
        self.prison: dict[str, set[int]] = defaultdict(set)
        self.premiums: set[tuple[str, int]] = set()
        """(person, year) of pension premiums that were paid for somebody."""
        self.visits: dict[str, set[int]] = defaultdict(set)
        """Person -> months with a visit."""
        self.parents: dict[str, set[str]] = {}
        self.unable: dict[str, set[int]] = defaultdict(set)
        """Parent -> months in custody, declared missing, seriously ill, or with a state that 民政 found."""
        self.missing: dict[str, set[int]] = defaultdict(set)
        self.hukou: dict[str, str] = {}
        """Person -> number of the registered household."""
        self.checks: list[tuple[str, int, str, str, str]] = []
        """Means checks: person, month, own income, supporters, income of the household."""
        self.alias: dict[str, str] = {}
        self.batches: set[tuple[str, int]] = set()
        self.subsidy_lists: set[tuple[str, int]] = set()
        self.doubts: set[tuple[str, str, int]] = set()
        """Unreadable rows: (list, person or name, month or year)."""
        self.names: dict[str, str] = {}
        self._police()
        self._civil()
        self._finance()
        self._others()
        self._insurance()
        self._work()

    def _police(self) -> None:
        db = sqlite3.connect(self.folder / "gongan" / "gongan.sqlite")
        homes: dict[str, set[str]] = defaultdict(set)
        wanted = "SELECT TJYF, RKBS, GMSFHM, HJDQH, HH, XM FROM rk_czrk"
        for snapshot, alias, number, place, home, name in db.execute(wanted):
            self.names[number] = name
            self.county[number][index(snapshot)] = place[:6]
            self.alias[alias] = number
            homes[home].add(number)
            self.hukou[number] = home
        for people in homes.values():
            self._relate(people)
        for alias, day in db.execute("SELECT RKBS, SWRQ FROM rk_swzx"):
            self._die(self.alias[alias], date(int(day[:4]), int(day[4:6]), int(day[6:])))
        for child, *parents in db.execute("SELECT GMSFHM, FQ_GMSFHM, MQ_GMSFHM FROM rk_fmxx"):
            self.parents[child] = {parent for parent in parents if parent}
        db.close()

    def _relate(self, people: set[str]) -> None:
        for person in people:
            self.related[person] |= people

    def _die(self, person: str, day: date) -> None:
        self.deaths[person] = max(day, self.deaths.get(person, day))

    def _files(self, name: str) -> Iterator[tuple[Path, str, int]]:
        for path in sorted((self.folder / "minzheng").glob(f"{name}_*.xlsx")):
            _, county, digits = path.stem.split("_")
            yield path, county, index(digits)

    def _award(self, person: str | None, item: str, at: int, county: str, amount: str | None) -> None:
        if person and amount and amount not in {"待核", "见附表"} and float(amount):
            self.awards[person, item][at][county] = float(amount)

    def _civil(self) -> None:
        heads: dict[tuple[str, int, str], str] = {}
        for path, county, at in self._files("低保家庭查询"):
            for row in rows(path):
                head, number = clean(row["户主身份证号"]), str(row["低保（特困）证号"])
                assert head is not None
                heads[county, at, head] = number
                self.cash[number][at] = float(row["户月保障金额（元）"] or 0)
                self.full[number][at] = float(row["合计（元）"] or 0)
                self.head[number][at] = head
        for path, county, at in self._files("低保人员查询"):
            for row in rows(path):
                person = clean(row["身份证号"])
                if person is None:
                    continue
                number = heads[county, at, clean(row["户主身份证号"]) or person]
                self.households[person][at].add(number)
                self.members[number][at].add(person)
                self.dibao[person].add(at)
        for path, county, at in self._files("低保边缘家庭查询"):
            for row in rows(path):
                people = {clean(each) or "" for each in str(row["家庭成员身份证号"]).split("、")}
                key = f"dibian {clean(row['户主身份证号'])}"
                for person in people:
                    self.households[person][at].add(key)
                    self.members[key][at].add(person)
                    self.dibian[person].add(at)
                single = clean(row["单人保人员身份证号"])
                if single:
                    self.single[single].add(at)
                    self._award(single, "dibao_single_cash", at, county, row["单人保月保障金额（元）"])
        for path, county, at in self._files("特困人员查询"):
            for row in rows(path):
                self._award(clean(row["身份证号"]), "tekun_living", at, county, row["基本生活标准（元）"])
                self._award(clean(row["身份证号"]), "tekun_care", at, county, row["照料护理费用（元）"])
        for path, county, at in self._files("两项补贴花名册"):
            self.subsidy_lists.add((county, at))
            for row in rows(path, 1, 2):
                person = clean(str(row["残疾证号"])[:18])
                readable = all((row[c] or "0").replace(".", "").isdigit() for c in ("生活补贴", "护理补贴"))
                if person is None or not readable:
                    self.doubts.add(("subsidies", person or str(row["姓名"]), at))
                    continue
                self._award(person, "disab_living", at, county, row["生活补贴"])
                self._award(person, "disab_nursing", at, county, row["护理补贴"])
                guardian = clean(row["监护人身份证号"])
                if guardian:
                    self.related[person].add(guardian)
        for path, county, at in self._files("老年人补贴花名册"):
            for row in rows(path, 1, 2):
                self._award(clean(row["身份证号码"]), LABELS[str(row["补贴项目"])], at, county, row["发放金额"])
        for path, county, at in self._files("儿童保障花名册"):
            for row in rows(path, 1, 2):
                child, guardian = clean(row["身份证号"]), clean(row["监护人身份证号"])
                item = "orphan_living" if row["儿童类别"] == "孤儿" else "defacto_orphan_living"
                self._award(child, item, at, county, row["本月发放(元)"])
                self.related[child or ""].add(guardian or "")
        for path, _, _ in self._files("临时救助对象名单"):
            for row in rows(path, 1, 2):
                person = clean(row["身份证号"])
                assert person is not None
                day = date.fromisoformat(str(row["审批日期"]))
                event, amount = str(row["事件编号"] or ""), float(row["救助金额(元)"] or 0)
                self.one_offs.append((person, str(row["救助原因"]), event, day, amount))
        for months in self.members.values():
            for people in months.values():
                self._relate(people)

    def _finance(self) -> None:
        for path in sorted((self.folder / "caizheng").glob("*/*.csv")):
            county, digits, _ = path.parent.name.split("-")
            at = index(digits)
            self.batches.add((county, at))
            lines = list(csv.reader(path.read_text(encoding="gb18030").splitlines()))
            for line in lines[2:-2]:
                row = dict(zip(lines[1], line, strict=False))
                person = clean(row["身份证号"])
                if person is None or not row["金额(元)"].replace(".", "").isdigit():
                    self.doubts.add(("payments", person or row["姓名"], at))
                    continue
                months = [at]
                if row.get("备注", "").startswith("补发"):
                    ends = [
                        int(part[:4]) * 12 + int(part[5:-1]) - 1
                        for part in row["备注"].removeprefix("补发").split("至")
                    ]
                    months = list(range(ends[0], ends[-1] + 1))
                for each in months:
                    known = self.paid[person, LABELS[row["补贴项目"]]][each]
                    known[county] = known.get(county, 0) + float(row["金额(元)"]) / len(months)
                    self.accounts[row["账号"]][each].add(person)

    def _others(self) -> None:
        for path in sorted((self.folder / "canlian").glob("持证残疾人_*.xlsx")):
            at = index(path.stem.split("_")[1])
            for row in rows(path, 1):
                person = clean(row["身份证号"])
                assert person == str(row["残疾证号"])[:18]
                self.certificates[person][at] = (str(row["持证状态"]), " 一二三四".index(str(row["残疾等级"])[0]))
        for path in sorted((self.folder / "weijian").glob("死亡信息_*.xlsx")):
            for row in rows(path):
                self._die(clean(row["身份证号"]) or "", date.fromisoformat(str(row["死亡时间"])))
        for path, _, at in self._files("走访探视记录"):
            for row in rows(path, 1, 2):
                if row["走访类型"] == "待核":
                    self.doubts.add(("visits", clean(row["身份证号"]) or "", at))
                else:
                    self.visits[clean(row["身份证号"]) or ""].add(at)
        for path, _, at in self._files("困境儿童父母情况台账"):
            for row in rows(path, 1, 2):
                self.unable[clean(row["父母身份证号"]) or ""].add(at)
        for path, _, at in self._files("家庭经济状况核对结果"):
            for row in rows(path, 1, 2):
                told = (str(row["本人月收入(元)"] or ""), str(row["法定义务人情况"] or ""))
                self.checks.append((clean(row["身份证号"]) or "", at, *told, str(row["家庭年收入(元)"] or "")))
        for path in sorted((self.folder / "yibao").glob("慢病_*.xlsx")):
            for row in rows(path):
                if row["慢病卡病种"] in SERIOUS:
                    self.unable[clean(row["身份证号"]) or ""].add(index(path.stem.split("_")[1]))
        for path in sorted((self.folder / "jiaoyu").glob("学*.xlsx")):
            kind, _, year, season = path.stem.split("_")
            for row in rows(path):
                if kind == "学籍":
                    self.roll[clean(row["身份证件号"]) or ""].add((year, season))
                    continue
                person, amount = clean(row["*身份证号"]), str(row["*资助金额(元)"])
                if person is None or not amount.replace(".", "").isdigit():
                    self.doubts.add(("aid", person or "", int(year[:4])))
                    continue
                seasons = ("秋季", "春季") if row["*学期"] == "全学年" else (str(row["*学期"])[:2],)
                self.aid[person] |= {(year, each) for each in seasons}

        for path in sorted((self.folder / "cishan").glob("*.xlsx")):
            for row in rows(path, 1, 2):
                day, given = date.fromisoformat(str(row["发放日期"])), float(row["救助金额(元)"] or 0)
                self.charity.append((clean(row["身份证号"]) or "", str(row["求助事由"]), day, given))
        for path in sorted((self.folder / "yingji").glob("灾情核定到户台账_*.xlsx")):
            for row in rows(path, 1, 2):
                lost = str(row["损失金额(元)"])
                key = clean(row["身份证号"]) or "", str(row["灾害编号"])
                self.losses[key] = float(lost) if lost.replace(".", "").isdigit() else float("nan")

    def _insurance(self) -> None:
        db = sqlite3.connect(self.folder / "yibao" / "yibao.sqlite")
        for number, first, last in db.execute("SELECT certno, begndate, enddate FROM psn_insu_d"):
            if last and last < first:
                self.doubts.add(("covers", number, int(first[:4])))
            elif exists(first):
                self.covers[number].append((date.fromisoformat(first), date.fromisoformat(last or "9999-12-31")))
        wanted = "SELECT certno, setl_time, cash_payamt FROM setl_d WHERE VALI_FLAG = '1' AND REFD_SETL_FLAG = '0'"
        for number, when, cash in db.execute(wanted):
            if exists(when[:10]):
                self.bills[number].append((date.fromisoformat(when[:10]), cash))
        db.close()

    def _work(self) -> None:
        db = sqlite3.connect(self.folder / "renshe" / "renshe.sqlite")
        for number, amount, first, last, county in db.execute(
            "SELECT AAC002, YDYE, AAE030, AAE031, AAB301 FROM gs_shhlf"
        ):
            if not last or last >= first:
                for at in range(index(first), index(last) + 1 if last else AS_OF + 1):
                    self._award(number, "work_injury_care", at, county, amount)
        for number, year in db.execute("SELECT AAC002, AAE001 FROM jmyl_dj"):
            self.premiums.add((number, int(year)))
        db.close()
        db = sqlite3.connect(self.folder / "sifa" / "sifa.sqlite")
        for number, first, last in db.execute("SELECT GMSFHM, RJRQ, CJRQ FROM jy_fxry"):
            self.prison[number] |= set(range(index(first) + 1, index(last) + 1 if last else AS_OF + 1))
        for wanted, found in (
            ("SELECT GMSFHM, RJRQ, CJRQ FROM jy_fxry", self.unable),
            ("SELECT GMSFHM, RSRQ, CSRQ FROM jd_qzgl", self.unable),
            ("SELECT GMSFHM, XGRQ, CXRQ FROM fy_xgsz", self.missing),
        ):
            for number, first, last in db.execute(wanted):
                found[number] |= set(range(index(first) + 1, index(last) + 1 if last else AS_OF + 1))
        db.close()

    def died(self, person: str) -> int | None:
        """The month of a death that no later bill disputes."""
        day = self.deaths.get(person)
        if day is None or any(when > day for when, _ in self.bills.get(person, ())):
            return None
        return day.year * 12 + day.month - 1

    def has(self, person: str, item: str, at: int) -> bool:
        return bool(self.awards[person, item].get(at) or self.paid[person, item].get(at))

    def home(self, person: str) -> str | None:
        """The assistance household of the last month in which there is one."""
        months = [at for at, keys in self.households[person].items() if keys]
        return min(self.households[person][max(months)]) if months else None

    def doubtful(self, kind: str, person: str, when: int) -> bool:
        """Whether an unreadable row may be about the person."""
        return (kind, person, when) in self.doubts or (kind, self.names.get(person, ""), when) in self.doubts

    def alive(self, person: str, at: int) -> bool:
        died = self.died(person)
        return died is None or at <= died
