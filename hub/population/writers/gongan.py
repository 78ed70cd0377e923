"""公安: an SQLite database with a snapshot of the residents for every month, the parents of minors, and the
cancellations after deaths.

The residents of a county are expanded over the months inside the database, which is the quick way to a million rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hub.population.book import Book, Resident
from hub.population.labels import month_digits
from hub.population.people import Person
from hub.population.timeline import Timeline

RESIDENTS, CANCELLATIONS = "gongan_hukou.residents", "gongan_deaths.cancellations"
PARENTS = "gongan_parents.children"
_TABLES = """
CREATE TABLE rk_czrk (TJYF TEXT NOT NULL, RKBS TEXT NOT NULL, GMSFHM TEXT, XM TEXT, XB TEXT, MZ TEXT, CSRQ TEXT,
  HH TEXT, HB TEXT, HZXM TEXT, HJDZ TEXT, HJDQH TEXT, YHZGX TEXT, jhpt_update_time TEXT);
CREATE TABLE rk_swzx (RKBS TEXT NOT NULL, SWRQ TEXT, SWZXLB TEXT, SWZMBH TEXT, SLDWQH TEXT, SLRXM TEXT);
CREATE TABLE rk_fmxx (GMSFHM TEXT, XM TEXT, CSRQ TEXT, FQ_GMSFHM TEXT, FQ_XM TEXT, MQ_GMSFHM TEXT, MQ_XM TEXT,
  HJDQH TEXT);
CREATE TABLE jhpt_log (table_name TEXT NOT NULL, qhdm TEXT NOT NULL, sjyf TEXT NOT NULL);
CREATE TEMP TABLE snapshot (month INTEGER, TJYF TEXT, updated TEXT);
CREATE TEMP TABLE resident (first INTEGER, last INTEGER, RKBS TEXT, GMSFHM TEXT, XM TEXT, XB TEXT, MZ TEXT, CSRQ TEXT,
  HH TEXT, HB TEXT, HZXM TEXT, HJDZ TEXT, HJDQH TEXT, YHZGX TEXT);
"""
_ADD_RESIDENT = "INSERT INTO resident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EXPAND = """
INSERT INTO rk_czrk
SELECT s.TJYF, r.RKBS, r.GMSFHM, r.XM, r.XB, r.MZ, r.CSRQ, r.HH, r.HB, r.HZXM, r.HJDZ, r.HJDQH, r.YHZGX, s.updated
FROM snapshot s JOIN resident r ON s.month BETWEEN r.first AND r.last ORDER BY s.month, r.rowid
"""
_INDEXES = """
CREATE UNIQUE INDEX rk_czrk_key ON rk_czrk (TJYF, RKBS);
CREATE UNIQUE INDEX rk_swzx_key ON rk_swzx (RKBS);
"""


class Gongan:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        path = out / "gongan" / "gongan.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._timeline = timeline
        self._db = open_fresh(path)
        self._db.executescript(_TABLES)
        months = [(month, month_digits(month), f"{month_after(month)}-03 02:10:00") for month in timeline.months()]
        self._db.executemany("INSERT INTO snapshot VALUES (?, ?, ?)", months)
        self.rows: dict[str, int] = {RESIDENTS: 0, CANCELLATIONS: 0, PARENTS: 0}

    def write(self, book: Book) -> None:
        db, county = self._db, book.county.code
        db.execute("DELETE FROM resident")
        db.executemany(
            "INSERT INTO resident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _residents(book.residents)
        )
        self.rows[RESIDENTS] += db.execute(_EXPAND).rowcount
        found = [
            (person.police_number, f"{day:%Y%m%d}", "1", f"SW{person.police_number[-9:]}", home.village.code, "李伟")
            for home, person, day in book.cancellations
        ]
        db.executemany("INSERT INTO rk_swzx VALUES (?, ?, ?, ?, ?, ?)", found)
        self.rows[CANCELLATIONS] += len(found)
        parents = [_parents(child, county) for child in book.minors]
        db.executemany("INSERT INTO rk_fmxx VALUES (?, ?, ?, ?, ?, ?, ?, ?)", parents)
        self.rows[PARENTS] += len(parents)
        for table in ("rk_czrk", "rk_swzx", "rk_fmxx"):
            log_months(db, table, county, self._timeline)
        db.commit()

    def close(self) -> None:
        self._db.executescript(_INDEXES)
        self._db.commit()
        self._db.close()


def open_fresh(path: Path) -> sqlite3.Connection:
    """A database without other readers yet: no journal, no waiting for the disk."""
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return db


def log_months(db: sqlite3.Connection, table: str, county: str, timeline: Timeline) -> None:
    """The exchange platform's list of deliveries, empty months included."""
    lines = [(table, county, month_digits(month)) for month in timeline.months()]
    db.executemany("INSERT INTO jhpt_log VALUES (?, ?, ?)", lines)


def month_after(month: int) -> str:
    return f"{(month + 1) // 12}-{(month + 1) % 12 + 1:02d}"


def _parents(child: Person, county: str) -> tuple[str, ...]:
    named = [(each.id, each.name) if each is not None else ("", "") for each in (child.father, child.mother)]
    return (child.id, child.name, f"{child.birth:%Y%m%d}", *named[0], *named[1], county)


def _residents(found: list[Resident]) -> Iterator[tuple[object, ...]]:
    for home, person, head, relation, first, last in found:
        yield (
            first, last, person.police_number, person.id, person.name, str(person.sex), person.nation,
            f"{person.birth:%Y%m%d}", home.number, "1", head.name, home.address, home.village.code, relation,
        )  # fmt: skip
