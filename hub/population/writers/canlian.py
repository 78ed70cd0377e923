"""残联: two workbooks a month for the whole province, title in row 1, header in row 2; all stay open until the end."""

from __future__ import annotations

from pathlib import Path

from hub.population.amounts import sheet_number
from hub.population.book import Book, Certified, Rehab
from hub.population.labels import GRADES, KINDS, month_digits, month_label
from hub.population.timeline import Timeline
from hub.population.writers.workbook import Workbook, cells, header, numbered, row

COLUMNS = header("序号 所属年份 所属月份 区划代码 姓名 身份证号 残疾证号 残疾类别 残疾等级 残疾详情 持证状态 备注")
REHAB = header("序号 区划代码 儿童姓名 身份证号 监护人姓名 残疾类别 康复类型 定点康复机构 救助金额(元) 审批日期 备注")
STREAM, AWARDS = "canlian_certificates.certificates", "canlian_rehab.awards"


class Canlian:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._sheets: dict[int, Workbook] = {}
        self._rehab: dict[int, Workbook] = {}
        for month in timeline.months():
            awards = Workbook(out / "canlian" / f"残疾儿童康复救助_{month_digits(month)}.xlsx", merged=len(REHAB))
            awards.write([row(cells([f"山东省{month_label(month)}残疾儿童康复救助名单"])), row(cells(REHAB))])
            self._rehab[month] = awards
            sheet = Workbook(out / "canlian" / f"持证残疾人_{month_digits(month)}.xlsx", merged=len(COLUMNS))
            sheet.write([row(cells([f"山东省{month_label(month)}持证残疾人信息"])), row(cells(COLUMNS))])
            self._sheets[month] = sheet

    def write(self, book: Book) -> None:
        for month, sheet in self._sheets.items():
            year, label = str(month // 12), f"{month % 12 + 1}月"
            rows = []
            for number, entry in enumerate(book.certificates.at(month), sheet.rows - 1):
                if not entry.written:
                    entry.written = _person(entry.content)
                rows.append(row(cells([number, year, label]) + entry.written))
            for broken in book.broken.get((STREAM, month), []):
                rows.append(row(cells(["", year, label, *(broken.get(column) for column in COLUMNS[3:])])))
            sheet.write(rows)

        for month, sheet in self._rehab.items():
            lines = [_award(each) for each in book.rehab.get(month, [])]
            for broken in book.broken.get((AWARDS, month), []):
                lines.append(cells([broken.get(column) for column in REHAB[1:]]))
            sheet.write([numbered(number, line) for number, line in enumerate(lines, sheet.rows - 1)])

    @property
    def rows(self) -> dict[str, int]:
        return {
            STREAM: sum(sheet.rows - 2 for sheet in self._sheets.values()),
            AWARDS: sum(sheet.rows - 2 for sheet in self._rehab.values()),
        }

    def close(self) -> None:
        for sheet in (*self._sheets.values(), *self._rehab.values()):
            sheet.close()


def _award(award: Rehab) -> str:
    person, county = award.person, award.home.county
    head = award.home.members[0]
    kind = KINDS[person.disability.kind] if person.disability is not None else ""
    told = (person.name, person.written, head.name, kind, "康复训练", f"{county.name}康复中心")
    return cells([county.code, *told, sheet_number(award.amount), award.day.isoformat(), ""])


def _person(content: Certified) -> str:
    person, county = content.person, content.home.county
    held = person.disability
    if held is None:
        return ""
    grade = GRADES[content.grade]
    name = (person.name, person.written, content.number)
    return cells([county.code, *name, KINDS[held.kind], grade, KINDS[held.kind] + grade, content.status, ""])
