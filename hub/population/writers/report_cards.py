"""卫健's report cards of deaths: a month of the whole province as a table of HTML that its system saves as ``.xls``."""

from __future__ import annotations

from html import escape
from pathlib import Path

from hub.population.book import Book, DeathRow
from hub.population.labels import month_digits, month_label
from hub.population.timeline import Timeline, age_on
from hub.population.writers.workbook import header

STREAM = "weijian_reports.cards"
_COLUMNS = header(
    "报告卡ID 报告地区编码 报告卡编号 死者姓名 性别编码 性别 身份证号码 出生日期 年龄 生前详细地址 死亡时间 "
    "死亡地点编码 死亡地点 家属姓名 a直接导致死亡的疾病 a直接导致死亡的疾病ICD10编码 根本死亡原因 "
    "根本死因ICD编码 卡片状态"
)
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n'
    '<head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">\r\n'
    "<style>td{mso-number-format:\\@;}</style></head>\r\n"
    '<body><table border="1">\r\n'
)


class ReportCards:
    """The same deaths as the push of the month."""

    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._folder = out / "weijian"
        self._rows: dict[int, list[str]] = {month: [] for month in timeline.months()}

    def write(self, book: Book) -> None:
        for month, rows in self._rows.items():
            for death in book.deaths.get(month, []):
                rows.append(_row("td", _card(death, f"{book.county.code}{month}{len(rows) + 1:05d}")))

    @property
    def rows(self) -> dict[str, int]:
        return {STREAM: sum(map(len, self._rows.values()))}

    def close(self) -> None:
        for month, rows in self._rows.items():
            title = f'<tr><th colspan="{len(_COLUMNS)}">{month_label(month)}死亡报告明细表</th></tr>\r\n'
            text = "".join([_HEAD, title, _row("th", _COLUMNS), *rows, "</table></body></html>\r\n"])
            (self._folder / f"死亡报告明细表_{month_digits(month)}.xls").write_bytes(text.encode("gb18030"))


def _row(tag: str, texts: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>\r\n"


def _card(death: DeathRow, number: str) -> tuple[str, ...]:
    home, person, day = death
    place = home.county.full + home.village.township + home.village.name
    return (
        number, home.county.code, f"KP{number}", person.name, str(person.sex), "男" if person.sex == 1 else "女",
        person.written, person.birth.isoformat(), str(age_on(person.birth, day)), place, day.isoformat(), "2", "家中",
        "", "心力衰竭", "I50.9", "冠心病", "I25.1", "县区审核通过",
    )  # fmt: skip
