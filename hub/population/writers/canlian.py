"""残联: one workbook a month for the whole province, title in row 1, header in row 2; all stay open until the end."""

from __future__ import annotations

from pathlib import Path

from hub.population.book import Book, Certified
from hub.population.labels import GRADES, KINDS, month_digits, month_label
from hub.population.timeline import Timeline
from hub.population.writers.workbook import Workbook, cells, header, row

COLUMNS = header("序号 所属年份 所属月份 区划代码 姓名 身份证号 残疾证号 残疾类别 残疾等级 残疾详情 持证状态 备注")
STREAM = "canlian_certificates.certificates"


class Canlian:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._sheets: dict[int, Workbook] = {}
        for month in timeline.months():
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
            sheet.write(rows)

    @property
    def rows(self) -> dict[str, int]:
        return {STREAM: sum(sheet.rows - 2 for sheet in self._sheets.values())}

    def close(self) -> None:
        for sheet in self._sheets.values():
            sheet.close()


def _person(content: Certified) -> str:
    person, county = content.person, content.home.county
    held = person.disability
    if held is None:
        return ""
    detail = KINDS[held.kind] + GRADES[held.grade]
    name = (person.name, person.written, content.number)
    return cells([county.code, *name, KINDS[held.kind], GRADES[held.grade], detail, held.status, ""])
