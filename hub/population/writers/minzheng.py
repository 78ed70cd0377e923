"""民政: eight monthly workbooks a county, from the 低保 queries to the list of 临时救助."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from hub.population import amounts
from hub.population.amounts import sheet_number
from hub.population.book import (
    Book,
    ChildRow,
    ElderRow,
    Family,
    FamilyMember,
    Listing,
    Margin,
    OneOff,
    Subsidies,
    Supported,
)
from hub.population.labels import (
    CARE_LEVELS,
    CHILD_NAMES,
    ELDER_NAMES,
    GRADES,
    KINDS,
    NATIONS,
    REASONS,
    RELATIONS,
    SEXES,
    month_digits,
    month_label,
)
from hub.population.people import Home, Person
from hub.population.timeline import Timeline
from hub.population.writers.workbook import Cell, Workbook, cells, header, numbered, row

FAMILIES = header(
    "户主姓名 户主身份证号 家庭人口(数) 保障人口(数) 家庭年总收入（元） 家庭年均收入（元） 户月保障金额（元） "
    "家庭分类施保总额（元） 人员分类施保总额（元） 合计（元） 联系电话 家庭住址 所属省 所属市 所属区 所属街 所属社 "
    "低保（特困）证号 最初享受月(份) 申请原因 救助金计算方式 分档类型 开户银行 银行账户名称 银行帐号 一卡通账号 "
    "拥有产权住房套数 住房总面积（平方米） 金融资产总额（元） 其他家庭财产情况 家庭成员姓名 家庭成员身份证号"
)
PEOPLE = header(
    "姓名 身份证号 户主身份证号 与户主关系 性别 出生日期 年龄 民族 婚姻状况 文化程度 政治面貌 就业状况 年收入（元） "
    "是否残疾 残疾证号 残疾类别 残疾等级 患病病种 劳动能力 健康状况 参保类型 最初享受月份 是否建档立卡扶贫对象 "
    "开户银行 银行账户名称 银行帐号 一卡通账号 救助类型 户月保障金额（元） 家庭分类施保金额（元） "
    "人员分类施保金额（元） 合计分类施保金额（元） 救助金计算方式 分档类型 合计（元） 在读学校名称 家庭地址 联系电话 "
    "备注 所属省 所属市 所属区 所属街 所属社"
)
MARGINS = header(
    "户主姓名 户主身份证号 保障人口 申请原因 户籍类型 联系电话 家庭住址 所属省 所属市 所属区 所属街 所属社 纳入月份 "
    "家庭成员姓名 家庭成员身份证号 与户主关系 单人保人员身份证号 单人保月保障金额（元）"
)
SUPPORTED = header(
    "姓名 身份证号 性别 出生日期 年龄 供养方式 生活自理能力 照料人姓名 照料人身份证号 供养机构 基本生活标准（元） "
    "照料护理费用（元） 所属市 所属区 所属街 所属社 纳入月份 备注"
)
SUBSIDIES = header("序号 姓名 残疾类别 监护人姓名 监护人身份证号 残疾证号 地址 联系电话 生活补贴 护理补贴 备注")
ELDERS = header("序号 老人姓名 身份证号码 老人联系方式 户籍地址 人员类型 能力等级 补贴项目 发放金额 银行卡号 备注")
CHILDREN = header(
    "序号 儿童姓名 身份证号 监护人姓名 监护人身份证号 与儿童关系 儿童类别 养育方式 保障标准(元/月) 本月发放(元) 备注"
)
ONE_OFFS = header("序号 申请人 身份证号 住址 家庭人口 救助类型 救助原因 事件编号 救助金额(元) 审批日期 备注")


class Minzheng:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._folder = out / "minzheng"
        self._timeline = timeline
        self.rows: dict[str, int] = {}

    def write(self, book: Book) -> None:
        full = book.county.full
        for month in self._timeline.months():
            place = _Place(self, book, month)
            title = f"{full}{month_label(month)}"
            place.query("低保家庭查询", "minzheng_dibao.families", FAMILIES, book.families, _family)
            place.query("低保人员查询", "minzheng_dibao.people", PEOPLE, book.family_members, _family_member)
            place.query("低保边缘家庭查询", "minzheng_dibian.families", MARGINS, book.margins, _margin)
            place.query("特困人员查询", "minzheng_tekun.people", SUPPORTED, book.supported, _supported)
            place.register(
                "两项补贴花名册", "minzheng_liangbu.register", SUBSIDIES, book.subsidies, _subsidies,
                title + "残疾人两项补贴发放花名册", {"生活补贴": "living", "护理补贴": "nursing"},
            )  # fmt: skip
            place.register(
                "老年人补贴花名册", "minzheng_elder.register", ELDERS, book.elders, _elder,
                title + "老年人补贴发放花名册", {"发放金额": "amount"},
            )  # fmt: skip
            place.register(
                "儿童保障花名册", "minzheng_children.register", CHILDREN, book.children, _child,
                title + "孤儿及事实无人抚养儿童基本生活费发放表", {"本月发放(元)": "amount"},
            )  # fmt: skip
            place.one_offs(book.one_offs.get(month, []), title + "临时救助对象名单")

    def path(self, name: str, county: str, month: int) -> Path:
        return self._folder / f"{name}_{county}_{month_digits(month)}.xlsx"

    def count(self, stream: str, rows: int) -> None:
        self.rows[stream] = self.rows.get(stream, 0) + rows


class _Place:
    """One county and month."""

    def __init__(self, writer: Minzheng, book: Book, month: int) -> None:
        self._writer, self._book, self._month = writer, book, month

    def query(
        self,
        name: str,
        stream: str,
        columns: Sequence[str],
        listing: Listing[Any],
        render: Callable[[Any], Iterable[Cell]],
    ) -> None:
        """Header in row 1, data from row 2."""
        rows = [row(cells(columns))]
        for entry in listing.at(self._month):
            if not entry.written:
                entry.written = row(cells(render(entry.content)))
            rows.append(entry.written)
        for broken in self._book.broken.get((stream, self._month), []):
            rows.append(row(cells([broken.get(column) for column in columns])))
        self._writer.count(stream, len(rows) - 1)
        with Workbook(self._writer.path(name, self._book.county.code, self._month)) as sheet:
            sheet.write(rows)

    def register(
        self,
        name: str,
        stream: str,
        columns: Sequence[str],
        listing: Listing[Any],
        render: Callable[[Any], Iterable[Cell]],
        title: str,
        sums: dict[str, str],
    ) -> None:
        """Merged title, header in row 2, 合计 and a signer at the end; ``sums``: column -> field of the content."""
        if (stream, self._month) in self._book.uncovered:
            return
        entries = list(listing.at(self._month))
        for entry in entries:
            if not entry.written:
                entry.written = cells(render(entry.content))
        totals = {column: sum(getattr(entry.content, field) for entry in entries) for column, field in sums.items()}
        lines = [entry.written for entry in entries]
        self._finish(name, stream, columns, lines, title, totals)

    def one_offs(self, found: list[OneOff], title: str) -> None:
        lines = [cells(_one_off(each)) for each in found]
        totals = {"救助金额(元)": sum(each.amount for each in found)}
        self._finish("临时救助对象名单", "minzheng_temporary.awards", ONE_OFFS, lines, title, totals)

    def _finish(
        self, name: str, stream: str, columns: Sequence[str], lines: list[str], title: str, totals: dict[str, int]
    ) -> None:
        for broken in self._book.broken.get((stream, self._month), []):
            lines.append(cells([broken.get(column) for column in columns[1:]]))
        self._writer.count(stream, len(lines))
        total: list[Cell] = ["合计", *(sheet_number(totals[c]) if c in totals else None for c in columns[1:])]
        rows = [row(cells([title])), row(cells(columns))]
        rows += [numbered(number, line) for number, line in enumerate(lines, 1)]
        rows += [row(cells(total)), row(cells(["制表人：李秀英", *[None] * (len(columns) - 2), "审核人：王建国"]))]
        with Workbook(self._writer.path(name, self._book.county.code, self._month), merged=len(columns)) as sheet:
            sheet.write(rows)


def _divisions(home: Home) -> tuple[str, str, str, str, str]:
    return ("山东省", home.county.prefecture, home.county.name, home.village.township, home.village.name)


def _since(home: Home) -> str:
    return month_digits(home.dibao.first) if home.dibao is not None else ""


def _reason(home: Home) -> str:
    return REASONS[home.house % len(REASONS)]


def _bank(person: Person) -> tuple[str, str, str, str]:
    return (person.account.bank, person.account.holder, person.account.number, person.account.number)


def _family(family: Family) -> Iterable[Cell]:
    home, head = family.home, family.head
    standard = amounts.dibao_standard(home.county.code, home.urban)
    income = max(0, standard * len(family.counted) - family.cash) * 12
    cash, topup = sheet_number(family.cash), sheet_number(family.topup)
    return (
        head.name, head.written, len(home.members), len(family.counted), sheet_number(income),
        sheet_number(income // len(family.counted)), cash, 0, topup, sheet_number(family.cash + family.topup),
        head.phone, home.address, *_divisions(home), home.dibao_number, _since(home), _reason(home), "补差",
        "渐退期" if family.grace else "", *_bank(home.account or head), 1, 60 + home.house % 60, 0, "无",
        "、".join(person.name for person in family.counted), "、".join(person.written for person in family.counted),
    )  # fmt: skip


def _family_member(member: FamilyMember) -> Iterable[Cell]:
    home, person = member.home, member.person
    is_head = person is member.head
    held = person.disability if member.disability else None
    kind = ("城市" if home.urban else "农村") + "低保"
    # every other office leaves the head's own cell empty: blank means self
    head = "" if is_head and home.house % 2 else member.head.written
    relation = "本人" if is_head else RELATIONS.get("97" if person.relation == "02" else person.relation, "其他亲属")
    cash = sheet_number(member.cash) if is_head else None
    return (
        person.name, person.written, head, relation, SEXES[person.sex], person.birth.isoformat(), member.age,
        NATIONS[person.nation], "已婚" if person.relation == "10" else "", "初中", "群众", "", 0,
        "是" if held else "否", held.number(person.id, 0) if held else "", KINDS[held.kind] if held else "",
        GRADES[held.grade] if held else "", "", "", "", "居民医保", _since(home), "否", *_bank(person), kind, cash, 0,
        sheet_number(member.topup), sheet_number(member.family_topup), "补差", "", None, "", home.address, person.phone,
        "渐退期" if member.grace else "", *_divisions(home),
    )  # fmt: skip


def _margin(margin: Margin) -> Iterable[Cell]:
    home, head, single = margin.home, margin.head, margin.single
    relations = ["本人" if p is head else RELATIONS.get(p.relation, "其他亲属") for p in margin.members]
    return (
        head.name, head.written, len(margin.members), _reason(home), "城镇" if home.urban else "农村", head.phone,
        home.address, *_divisions(home), month_digits(home.dibian.first) if home.dibian else "",
        "、".join(p.name for p in margin.members), "、".join(p.written for p in margin.members), "、".join(relations),
        single.written if single else "", sheet_number(margin.amount) if single else None,
    )  # fmt: skip


def _supported(content: Supported) -> Iterable[Cell]:
    home, person = content.home, content.person
    spell, level = person.tekun or (home.spell, 0)
    return (
        person.name, person.written, SEXES[person.sex], person.birth.isoformat(), content.age,
        "集中供养" if person.tekun_place else "分散供养", CARE_LEVELS[level], "", "",
        home.village.township + person.tekun_place if person.tekun_place else "", sheet_number(content.living),
        sheet_number(content.care) if content.care else None, *_divisions(home)[1:], month_digits(spell.first), "",
    )  # fmt: skip


def _subsidies(content: Subsidies) -> Iterable[Cell]:
    person, guardian = content.person, content.guardian
    kind = KINDS[person.disability.kind] if person.disability else ""
    return (
        person.name, kind, guardian.name if guardian else "", guardian.written if guardian else "", content.number,
        content.home.address, person.phone, sheet_number(content.living) if content.living else None,
        sheet_number(content.nursing) if content.nursing else None, "",
    )  # fmt: skip


def _elder(content: ElderRow) -> Iterable[Cell]:
    home, person = content.home, content.person
    kind = "一般老年人" if content.item == "elder_age" else ("城市" if home.urban else "农村") + "低保老年人"
    return (
        person.name, person.written, person.phone, home.address, kind, f"{person.ability}级", ELDER_NAMES[content.item],
        sheet_number(content.amount), person.account.number, "",
    )  # fmt: skip


def _child(content: ChildRow) -> Iterable[Cell]:
    person, aid = content.person, content.person.child
    if aid is None:
        return ()
    return (
        person.name, person.written, aid.guardian.name, aid.guardian.written, aid.relation, CHILD_NAMES[content.item],
        aid.placement, sheet_number(amounts.CHILD_STANDARD), sheet_number(content.amount),
        "补差" if content.amount != amounts.CHILD_STANDARD else "",
    )  # fmt: skip


def _one_off(content: OneOff) -> Iterable[Cell]:
    home, person = content.home, content.person
    return (
        person.name, person.written, home.address, len(home.members), content.kind, content.cause,
        content.event or None, sheet_number(content.amount), content.day.isoformat(), "",
    )  # fmt: skip
