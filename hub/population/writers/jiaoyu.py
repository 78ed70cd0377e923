"""教育: a roll and a list of student aid for every county and term."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hub.population.amounts import sheet_number
from hub.population.book import AidRow, Book, Pupil
from hub.population.labels import AID_NAMES
from hub.population.timeline import Term, Timeline
from hub.population.writers.workbook import Cell, Workbook, cells, header, row

ROLL = header("全国学籍号 学籍副号 姓名 身份证件号 学校名称 学段 年级 班级 入学年月 学生状态 就读方式")
AID = header("*学年 *学期 *姓名 *身份证号 学校名称 学段 *资助项目 *资助金额(元) 困难类型 备注")
_SCHOOLS = {
    "学前": "中心幼儿园",
    "小学": "中心小学",
    "初中": "初级中学",
    "普高": "第一中学",
    "中职": "职业中等专业学校",
}
_GRADES = {"学前": ("小班", "中班", "大班"), "普高": ("高一", "高二", "高三"), "中职": ("一年级", "二年级", "三年级")}
_ORDINALS = "一二三四五六七八九"


class Jiaoyu:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._folder = out / "jiaoyu"
        self._timeline = timeline
        self.rows: dict[str, int] = {}

    def write(self, book: Book) -> None:
        for term in self._timeline.terms():
            pupils = [_pupil(each, book, term) for each in book.pupils.get(term, [])]
            self._sheet(book, term, "学籍", "jiaoyu_roll.pupils", ROLL, pupils)
            aid = [_aid(each, book, term) for each in book.aid.get(term, [])]
            self._sheet(book, term, "学生资助", "jiaoyu_aid.awards", AID, aid)

    def _sheet(
        self, book: Book, term: Term, name: str, stream: str, columns: Sequence[str], found: list[list[Cell]]
    ) -> None:
        rows = [row(cells(columns))] + [row(cells(each)) for each in found]
        for broken in book.broken.get((stream, term.first), []):
            rows.append(row(cells([broken.get(column) for column in columns])))
        self.rows[stream] = self.rows.get(stream, 0) + len(rows) - 1
        file = f"{name}_{book.county.code}_{term.school_year}_{term.season}.xlsx"
        with Workbook(self._folder / file) as sheet:
            sheet.write(rows)


def _school(pupil: Pupil, book: Book) -> str:
    return f"{book.county.name}{_SCHOOLS[pupil.stage]}"


def _pupil(pupil: Pupil, book: Book, term: Term) -> list[Cell]:
    person = pupil.person
    names = _GRADES.get(pupil.stage)
    if names:
        grade = names[pupil.grade - 1]
    else:
        grade = _ORDINALS[pupil.grade - 1 + (6 if pupil.stage == "初中" else 0)] + "年级"
    since = f"{term.starts - pupil.grade + 1}09"
    lodging = "住校" if person.boards else "走读"
    group = f"{int(person.id[16]) % 4 + 1}班"
    side = pupil.school_number[-8:-1]
    return [
        pupil.school_number, side, person.name, person.id, _school(pupil, book), pupil.stage, grade, group, since,
        "在读", lodging,
    ]  # fmt: skip


def _aid(aid: AidRow, book: Book, term: Term) -> list[Cell]:
    pupil = aid.pupil
    label = "全学年" if aid.whole_year else term.season + "学期"
    return [
        term.school_year, label, pupil.person.name, pupil.person.id, _school(pupil, book), pupil.stage,
        AID_NAMES[aid.item], sheet_number(aid.amount), pupil.category, "",
    ]  # fmt: skip
