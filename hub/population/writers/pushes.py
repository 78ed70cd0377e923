"""Monthly pushes of the province, header in row 1: chronic diseases, care, bills by hand (医保), abilities (民政)."""

from __future__ import annotations

from pathlib import Path

from hub.population.amounts import sheet_number
from hub.population.book import Book, Listing, Registered
from hub.population.labels import month_digits
from hub.population.timeline import Timeline, day_in
from hub.population.writers.workbook import Workbook, cells, header, row

_WHO = "所属年份 所属月份 区划代码 姓名 身份证号 "
CLAIMS = "yibao_claims.claims"
ILLNESS, ABILITY, CARE = "yibao_chronic.people", "minzheng_ability.people", "yibao_care.people"
_FILES = {
    ILLNESS: ("yibao/慢病", header(_WHO + "慢病卡病种")),
    ABILITY: ("minzheng/老年人能力评估", header(_WHO + "评估等级 评估日期 评估机构")),
    CARE: ("yibao/长护险", header(_WHO + "失能等级 服务方式 月待遇金额")),
    CLAIMS: (
        "yibao/手工结报",
        header(_WHO + "票据号码 就诊日期 费用总额(元) 基金支付(元) 医疗救助(元) 个人自付(元) 报销日期"),
    ),
}


class Pushes:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._sheets: dict[tuple[str, int], Workbook] = {}
        for stream, (name, columns) in _FILES.items():
            for month in timeline.months():
                sheet = Workbook(out / f"{name}_{month_digits(month)}.xlsx")
                sheet.write([row(cells(columns))])
                self._sheets[stream, month] = sheet

    def write(self, book: Book) -> None:
        lists = {ILLNESS: book.illnesses, ABILITY: book.abilities, CARE: book.care}
        for (stream, month), sheet in self._sheets.items():
            when = cells([str(month // 12), f"{month % 12 + 1}月"])
            lines = _claims(book, month) if stream == CLAIMS else _lines(lists[stream], month)
            rows = [row(when + line) for line in lines]
            columns = _FILES[stream][1][2:]
            for broken in book.broken.get((stream, month), []):
                rows.append(row(when + cells([broken.get(column) for column in columns])))
            sheet.write(rows)

    @property
    def rows(self) -> dict[str, int]:
        found = dict.fromkeys(_FILES, 0)
        for (stream, _), sheet in self._sheets.items():
            found[stream] += sheet.rows - 1
        return found

    def close(self) -> None:
        for sheet in self._sheets.values():
            sheet.close()


def _claims(book: Book, month: int) -> list[str]:
    lines = []
    for claim in book.claims:
        if claim.month == month:
            sums = (claim.cash + claim.fund + claim.aid, claim.fund, claim.aid, claim.cash)
            paid = day_in(month, 25).isoformat()
            who = (claim.county, claim.person.name, claim.person.written)
            lines.append(cells([*who, claim.invoice, claim.day.isoformat(), *map(sheet_number, sums), paid]))
    return lines


def _lines(listing: Listing[Registered], month: int) -> list[str]:
    lines = []
    for entry in listing.at(month):
        if not entry.written:
            who = entry.content
            entry.written = cells([who.home.county.code, who.person.name, who.person.written, *who.content])
        lines.append(entry.written)
    return lines
