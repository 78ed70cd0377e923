"""人社: an SQLite database (work-injury care, pension premiums, social insurance, job offers), and for every
county and month a push and a list of public-interest posts.

``AAE031`` is the last day; empty is open.
"""

from __future__ import annotations

from pathlib import Path

from hub.population.amounts import PREMIUM, sheet_number, yuan
from hub.population.book import Book
from hub.population.labels import month_digits, month_label
from hub.population.law import INJURY_CARE, Injury, Kept, Offer, Post, Premium, Pushed
from hub.population.people import Person
from hub.population.timeline import Timeline
from hub.population.writers.gongan import log_months, open_fresh
from hub.population.writers.workbook import Cell, Workbook, cells, header, numbered, row

CARE, PREMIUMS, INSURED, OFFERS = (
    "renshe_injury.care", "renshe_premium.premiums", "renshe_insurance.periods", "renshe_offers.offers",
)  # fmt: skip
PUSH, POSTS = "renshe_push.people", "renshe_post.posts"
TRAINED = 800_00
"""What a month of training is subsidised with."""
_PUSH = header(
    "所属年份 所属月份 姓名 身份证号 补贴类型 培训时间 是否失业 参保状态 月待遇金额 就业单位 补贴金额 培训工种"
)
_POSTS = header("序号 单位名称 姓名 身份证号 人员类别 岗位名称 合同起止 补贴月数 岗位补贴 社保补贴 合计 开户行 账号")
_TABLES = """
CREATE TABLE gs_shhlf (AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, HLDJ TEXT, YDYE TEXT, AAE030 TEXT, AAE031 TEXT,
  AAB301 TEXT);
CREATE TABLE jmyl_dj (AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, AAE001 TEXT, DJLB TEXT, DJJE TEXT, AAE036 TEXT,
  AAB301 TEXT);
CREATE TABLE si_cbxx (AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, AAE140 TEXT, CBZT TEXT, JFF TEXT, AAE030 TEXT,
  AAE031 TEXT, AAB301 TEXT);
CREATE TABLE jy_gwtj (TJBH TEXT, AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, TJRQ TEXT, TJJG TEXT, AAB301 TEXT);
CREATE TABLE jhpt_log (table_name TEXT NOT NULL, qhdm TEXT NOT NULL, sjyf TEXT NOT NULL);
"""
_ADD = {
    "gs_shhlf": "INSERT INTO gs_shhlf VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "jmyl_dj": "INSERT INTO jmyl_dj VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "si_cbxx": "INSERT INTO si_cbxx VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "jy_gwtj": "INSERT INTO jy_gwtj VALUES (?, ?, ?, ?, ?, ?, ?)",
}


class Renshe:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._folder = out / "renshe"
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "renshe.sqlite"
        path.unlink(missing_ok=True)
        self._timeline = timeline
        self._db = open_fresh(path)
        self._db.executescript(_TABLES)
        self.rows: dict[str, int] = dict.fromkeys((CARE, PREMIUMS, INSURED, OFFERS, PUSH, POSTS), 0)

    def write(self, book: Book) -> None:
        law, county = book.law, book.county.code
        for table, stream, rows in (
            ("gs_shhlf", CARE, [_injury(each) for each in law.injuries]),
            ("jmyl_dj", PREMIUMS, [_premium(each) for each in law.premiums]),
            ("si_cbxx", INSURED, [_insured(each, county) for each in law.kept.get("si_cbxx", [])]),
            ("jy_gwtj", OFFERS, [_offer(each, county, serial) for serial, each in enumerate(law.offers, 1)]),
        ):
            self._db.executemany(_ADD[table], rows)
            self.rows[stream] += len(rows)
            log_months(self._db, table, county, self._timeline)
        self._db.commit()
        for month in self._timeline.months():
            self._push(book, month)
            self._posts(book, month)

    def _push(self, book: Book, month: int) -> None:
        pushed = [_pushed(each, month) for each in book.law.pushed if each.first <= month <= each.last]
        for broken in book.broken.get((PUSH, month), []):
            pushed.append([str(month // 12), f"{month % 12 + 1}月", *(broken.get(column) for column in _PUSH[2:])])
        self.rows[PUSH] += len(pushed)
        with Workbook(self._folder / f"就业失业信息_{book.county.code}_{month_digits(month)}.xlsx") as sheet:
            sheet.write([row(cells(line)) for line in (_PUSH, *pushed)])

    def _posts(self, book: Book, month: int) -> None:
        posts = [each for each in book.law.posts if each.first <= month <= each.last]
        title = f"{book.county.full}{month_label(month)}公益性岗位补贴花名册"
        total: list[Cell] = [None] * len(_POSTS)
        total[0], total[10] = "合计", sheet_number(sum(each.amount for each in posts))
        lines = [row(cells([title])), row(cells(_POSTS))]
        lines += [numbered(number, cells(_post(each))) for number, each in enumerate(posts, 1)]
        lines.append(row(cells(total)))
        self.rows[POSTS] += len(posts)
        name = f"公益性岗位花名册_{book.county.code}_{month_digits(month)}.xlsx"
        with Workbook(self._folder / name, merged=len(_POSTS)) as sheet:
            sheet.write(lines)

    def close(self) -> None:
        self._db.close()


def _injury(injury: Injury) -> tuple[str, ...]:
    first, last = f"{injury.first:%Y%m%d}", "" if injury.last is None else f"{injury.last:%Y%m%d}"
    return (*_person(injury.person), injury.grade, yuan(INJURY_CARE[injury.grade]), first, last, injury.county)


def _premium(premium: Premium) -> tuple[str, ...]:
    day = premium.day
    return (*_person(premium.person), str(day.year), premium.kind, yuan(PREMIUM), f"{day:%Y%m%d}", premium.county)


def _insured(kept: Kept, county: str) -> tuple[str, ...]:
    last = "" if kept.ended is None else f"{kept.ended:%Y%m%d}"
    return (*_person(kept.person), *kept.content, f"{kept.first:%Y%m%d}", last, county)


def _offer(offer: Offer, county: str, serial: int) -> tuple[str, ...]:
    return (f"TJ{county}{serial:06d}", *_person(offer.person), f"{offer.day:%Y%m%d}", offer.outcome, county)


def _pushed(pushed: Pushed, month: int) -> list[Cell]:
    who = [str(month // 12), f"{month % 12 + 1}月", pushed.person.name, pushed.person.written]
    trained = pushed.training != ""
    return [
        *who, "职业培训补贴" if trained else "", month_label(month) if trained else "",
        "是" if pushed.unemployed else "否", "正常参保" if pushed.employer else "",
        sheet_number(pushed.benefit) if pushed.benefit else None, pushed.employer,
        sheet_number(TRAINED) if trained else None, pushed.training,
    ]  # fmt: skip


def _post(post: Post) -> list[Cell]:
    person, amount = post.person, sheet_number(post.amount)
    return [
        "乡村公益性岗位服务中心", person.name, person.written, "就业困难人员", post.name, "", 12, amount, None, amount,
        person.account.bank, person.account.number,
    ]  # fmt: skip


def _person(person: Person) -> tuple[str, str, str]:
    """AAC001, 人社's own number, with AAC002 and AAC003."""
    return f"R{person.police_number}", person.id, person.name
