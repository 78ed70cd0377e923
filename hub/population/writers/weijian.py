"""卫健: one workbook a month for the whole province, header in row 1."""

from __future__ import annotations

from pathlib import Path

from hub.population.book import Book
from hub.population.labels import month_digits
from hub.population.timeline import Timeline
from hub.population.writers.workbook import Workbook, cells, header, row

COLUMNS = header("所属年份 所属月份 区划代码 姓名 身份证号 死亡时间 是否死亡 数据来源")
STREAM = "weijian_deaths.deaths"


class Weijian:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._sheets: dict[int, Workbook] = {}
        for month in timeline.months():
            sheet = Workbook(out / "weijian" / f"死亡信息_{month_digits(month)}.xlsx")
            sheet.write([row(cells(COLUMNS))])
            self._sheets[month] = sheet

    def write(self, book: Book) -> None:
        for month, sheet in self._sheets.items():
            year, label = str(month // 12), f"{month % 12 + 1}月"
            rows = []
            for home, person, day in book.deaths.get(month, []):
                where = (year, label, home.county.code)
                told = (person.name, person.written, day.isoformat(), "是", "死亡医学证明")
                rows.append(row(cells([*where, *told])))
            sheet.write(rows)

    @property
    def rows(self) -> dict[str, int]:
        return {STREAM: sum(sheet.rows - 1 for sheet in self._sheets.values())}

    def close(self) -> None:
        for sheet in self._sheets.values():
            sheet.close()
