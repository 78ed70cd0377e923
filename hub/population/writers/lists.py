"""Short monthly lists of one sheet each: a title, a header, the rows, a total row and who made it.

A month without rows is delivered as an empty list, which is an answer too.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from hub.population.book import Book
from hub.population.labels import month_digits, month_label
from hub.population.seasons import PRICE_MONTHS
from hub.population.timeline import Timeline
from hub.population.writers.facility_lists import FACILITY_LISTS
from hub.population.writers.family_lists import FAMILY_LISTS
from hub.population.writers.monitored_lists import MONITORED_LISTS
from hub.population.writers.short_list import List, cold, quarterly
from hub.population.writers.workbook import Cell, Workbook, cells, column, header, numbered, row


def priced(month: int) -> bool:
    """The months in which the price subsidy is paid; in others there is no list."""
    return month // 12 == 2026 and month % 12 + 1 in PRICE_MONTHS


LISTS = (
    List(
        "minzheng_heating.awards", "minzheng", "取暖补贴发放名单", "困难群众冬季取暖补贴发放名单",
        header("户主姓名 身份证号 对象类别 户籍类型 补贴标准(元) 发放金额(元) 发放日期 备注"), cold,
    ),
    List(
        "minzheng_price.people", "minzheng", "价格临时补贴发放名单", "困难群众价格临时补贴发放名单",
        header("姓名 身份证号 对象类别 补贴金额(元) 备注"), priced,
    ),
    List(
        "zhujian_rental.homes", "zhujian", "公租房保障花名册", "公租房实物配租和租赁补贴花名册",
        header("申请人 身份证号 保障人口 保障方式 收入类别 保障面积(㎡) 补贴标准(元/㎡·月) 月补贴额(元) 发放月份 备注"),
    ),
    List(
        "yingji_winter.homes", "yingji", "冬春救助一户一册", "冬春生活救助一户一册",
        header(
            "乡镇 村 户主姓名 身份证号 家庭人口 家庭类型 需救助人口 口粮 衣被 取暖 救助金额(元) 发放日期 账号 电话"
        ),
        cold,
    ),
    List(
        "zhujian_fix.homes", "zhujian", "农村危房改造台账", "农村危房改造补助发放台账",
        header("户主姓名 身份证号 人口数 危房等级 纳入改造时间 补助金额 发放日期 一卡通开户行 一卡通帐号"), quarterly,
    ),
    List(
        "zhujian_dwellings.homes", "zhujian", "低收入群体住房监测台账", "低收入群体住房保障监测台账",
        header("户主姓名 身份证号 人口数 城乡 危房等级 住房面积(㎡) 人均面积(㎡) 备注"),
    ),
    List(
        "yingji_losses.homes", "yingji", "灾情核定到户台账", "自然灾害损失核定到户台账",
        header("户主姓名 身份证号 家庭人口 灾害名称 灾害编号 受灾日期 损失类型 损失金额(元) 备注"),
    ),
    List(
        "yingji_aid.homes", "yingji", "灾害救助发放名单", "自然灾害救助款物发放名单",
        header("户主姓名 身份证号 灾害编号 救助项目 救助金额(元) 发放日期 备注"),
    ),
    List(
        "cishan_aid.people", "cishan", "慈善救助发放名单", "慈善救助项目发放名单",
        header("求助人 身份证号 电话 求助类型 求助事由 申请金额 项目名称 救助金额(元) 发放日期 经办机构 备注"),
    ),
)  # fmt: skip
EVERY = LISTS + FAMILY_LISTS + FACILITY_LISTS + MONITORED_LISTS
_TOTALS = frozenset(
    {"发放金额(元)", "补贴金额(元)", "月补贴额(元)", "救助金额(元)", "返还金额(元)", "改造金额(元)", "补助金额(元)"}
)


class Lists:
    """Every list, county by county."""

    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._out = out
        self._timeline = timeline
        self.rows: dict[str, int] = {}

    def write(self, book: Book) -> None:
        for each in EVERY:
            for month in self._timeline.months():
                if each.due(month) and (each.stream, month) not in book.uncovered:
                    self._sheet(each, book, month)

    def _sheet(self, each: List, book: Book, month: int) -> None:
        found = book.lists.get((each.stream, month), [])
        self.rows[each.stream] = self.rows.get(each.stream, 0) + len(found)
        lines = [cells(line) for line in found]
        for broken in book.broken.get((each.stream, month), []):
            lines.append(cells([broken.get(name) for name in each.columns]))
        total: list[Cell] = ["合计"]
        for at, name in enumerate(each.columns):
            numbers = [line[at] for line in found if name in _TOTALS]
            total.append(sum(n for n in numbers if isinstance(n, int | float)) if numbers else None)
        rows = [
            row(cells([f"{book.county.full}{month_label(month)}{each.title}"])),
            *_header(each),
            *(numbered(number, line) for number, line in enumerate(lines, 1)),
            row(cells(total)),
            row(cells(["制表人：李秀英", *[None] * (len(each.columns) - 1), "审核人：王建国"])),
        ]
        file = f"{each.file}_{book.county.code}_{month_digits(month)}.xlsx"
        with Workbook(self._out / each.folder / file, len(each.columns) + 1, _merged(each)) as sheet:
            sheet.write(rows)


def _header(each: List) -> list[str]:
    """One row, or two: groups above their columns."""
    if not each.groups:
        return [row(cells(["序号", *each.columns]))]
    upper: list[Cell] = ["序号"]
    lower: list[Cell] = [None]
    for before, group, name in zip(("", *each.groups), each.groups, each.columns, strict=False):
        upper.append((group if group != before else None) if group else name)
        lower.append(name if group else None)
    return [row(cells(upper)), row(cells(lower))]


def _merged(each: List) -> list[str]:
    """The ranges of a header in two rows."""
    ranges = ["A2:A3"] if each.groups else []
    at = 2
    for group, names in groupby(each.groups):
        end = at + len(list(names))
        if group:
            ranges.append(f"{column(at)}2:{column(end - 1)}2")
        else:
            ranges += [f"{column(one)}2:{column(one)}3" for one in range(at, end)]
        at = end
    return ranges
