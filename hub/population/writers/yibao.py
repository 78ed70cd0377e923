"""医保: an SQLite database with periods of cover and settlements, as the national records name their fields.

``enddate`` is the last covered day; of settlements only VALI_FLAG 1 with REFD_SETL_FLAG 0 count.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.population.amounts import yuan
from hub.population.book import Bill, Book, Cover, Status
from hub.population.timeline import Timeline
from hub.population.writers.gongan import log_months, month_after, open_fresh

COVERS, SETTLEMENTS = "yibao_cover.covers", "yibao_settlements.settlements"
STATUSES = "yibao_identity.identities"
_TABLES = """
CREATE TABLE psn_insu_d (psn_no TEXT, psn_name TEXT, certno TEXT, insutype TEXT, insu_admdvs TEXT, begndate TEXT,
  enddate TEXT, prem_subsidy TEXT, psn_insu_stas TEXT, updt_time TEXT);
CREATE TABLE setl_d (setl_id TEXT PRIMARY KEY, psn_no TEXT, psn_name TEXT, certno TEXT, insutype TEXT, med_type TEXT,
  setl_time TEXT, insu_admdvs TEXT, medfee_sumamt NUMERIC, fulamt_ownpay_amt NUMERIC, act_pay_dedc NUMERIC,
  hifp_pay NUMERIC, hifmi_pay NUMERIC, maf_pay NUMERIC, oth_pay NUMERIC, fund_pay_sumamt NUMERIC, acct_pay NUMERIC,
  cash_payamt NUMERIC, VALI_FLAG TEXT, REFD_SETL_FLAG TEXT);
CREATE TABLE psn_idet_d (psn_no TEXT, psn_name TEXT, certno TEXT, psn_idet_type TEXT, insu_admdvs TEXT, begntime TEXT,
  endtime TEXT, memo TEXT);
CREATE TABLE jhpt_log (table_name TEXT NOT NULL, qhdm TEXT NOT NULL, sjyf TEXT NOT NULL);
"""
_INDEXES = "CREATE INDEX psn_insu_d_key ON psn_insu_d (psn_no, insutype, begndate);"
_ADD_COVER = "INSERT INTO psn_insu_d VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_STATUS = "INSERT INTO psn_idet_d VALUES (?, ?, ?, ?, ?, ?, ?, '')"
_ADD_BILL = "INSERT INTO setl_d VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Yibao:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        path = out / "yibao" / "yibao.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._timeline = timeline
        self._db = open_fresh(path)
        self._db.executescript(_TABLES)
        self.rows: dict[str, int] = {COVERS: 0, SETTLEMENTS: 0, STATUSES: 0}

    def write(self, book: Book) -> None:
        updated = f"{month_after(self._timeline.last)}-02 03:00:00"
        self._db.executemany(_ADD_COVER, (_cover(each, updated) for each in book.covers))
        self._db.executemany(_ADD_BILL, _bills(book))
        self._db.executemany(_ADD_STATUS, (_status(each) for each in book.statuses))
        self.rows[STATUSES] += len(book.statuses)
        self.rows[COVERS] += len(book.covers)
        self.rows[SETTLEMENTS] += len(book.bills)
        for table in ("psn_insu_d", "setl_d", "psn_idet_d"):
            log_months(self._db, table, book.county.code, self._timeline)
        self._db.commit()

    def close(self) -> None:
        self._db.executescript(_INDEXES)
        self._db.commit()
        self._db.close()


def _number(police_number: str) -> str:
    """psn_no: 医保's own number of a person."""
    return "P" + police_number


def _cover(cover: Cover, updated: str) -> tuple[object, ...]:
    person = cover.person
    return (
        _number(person.police_number), person.name, person.id, cover.scheme, cover.county, cover.first, cover.last,
        "1" if cover.subsidised else "0", "1", updated,
    )  # fmt: skip


def _status(status: Status) -> tuple[object, ...]:
    person = status.person
    told = (status.category, status.county, status.first, status.last)
    return (_number(person.police_number), person.name, person.id, *told)


def _bills(book: Book) -> Iterator[tuple[object, ...]]:
    for serial, bill in enumerate(book.bills, 1):
        yield (f"S{book.county.code}{serial:09d}", *_bill(bill))


def _bill(bill: Bill) -> tuple[object, ...]:
    person = bill.person
    when = bill.day_text or f"{bill.day.isoformat()} {8 + bill.cash % 10:02d}:{bill.total % 60:02d}:00"
    own = yuan(bill.cash * 3 // 10)
    return (
        _number(person.police_number), person.name, person.id, "310" if person.employed else "390",
        "21" if bill.inpatient else "11", when, bill.county, yuan(bill.total), own, yuan(min(bill.total, 300_00)),
        yuan(bill.fund), "0.00", yuan(bill.aid), "0.00", yuan(bill.fund + bill.aid), "0.00", yuan(bill.cash),
        "1" if bill.valid else "0", "1" if bill.refunded else "0",
    )  # fmt: skip
