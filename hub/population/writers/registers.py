"""Registers of 司法, 退役军人, 市场监管 and 财政: a database each, with one row a spell."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hub.population.book import Book
from hub.population.law import Kept
from hub.population.timeline import Timeline
from hub.population.writers.gongan import log_months, open_fresh

_LOG = "CREATE TABLE jhpt_log (table_name TEXT NOT NULL, qhdm TEXT NOT NULL, sjyf TEXT NOT NULL);"
_FILES = {
    "sifa/sifa.sqlite": ("jy_fxry", "jd_qzgl", "sqjz_ry", "fy_xgsz"),
    "tuiyi/tuiyi.sqlite": ("tyjr_ywb",),
    "scjg/scjg.sqlite": ("scdj_ry",),
    "gongyang/gongyang.sqlite": ("czgy_ry",),
}
_TABLES = {
    "jy_fxry": "CREATE TABLE jy_fxry (BH TEXT, GMSFHM TEXT, XM TEXT, RJRQ TEXT, CJRQ TEXT, HJDQH TEXT)",
    "jd_qzgl": "CREATE TABLE jd_qzgl (BH TEXT, GMSFHM TEXT, XM TEXT, RSRQ TEXT, CSRQ TEXT, HJDQH TEXT)",
    "sqjz_ry": "CREATE TABLE sqjz_ry (BH TEXT, GMSFHM TEXT, XM TEXT, RJRQ TEXT, JJRQ TEXT, HJDQH TEXT)",
    "fy_xgsz": "CREATE TABLE fy_xgsz (BH TEXT, GMSFHM TEXT, XM TEXT, XGRQ TEXT, CXRQ TEXT, HJDQH TEXT)",
    "tyjr_ywb": "CREATE TABLE tyjr_ywb (BH TEXT, GMSFHM TEXT, XM TEXT, RWRQ TEXT, TWRQ TEXT, HJDQH TEXT)",
    "scdj_ry": "CREATE TABLE scdj_ry (TYSHXYDM TEXT, GMSFHM TEXT, XM TEXT, ZTLX TEXT, RYSF TEXT, DJRQ TEXT, ZXRQ TEXT, "
    "HJDQH TEXT)",
    "czgy_ry": "CREATE TABLE czgy_ry (BH TEXT, GMSFHM TEXT, XM TEXT, DWMC TEXT, RYXZ TEXT, QSRQ TEXT, ZZRQ TEXT, "
    "AAB301 TEXT)",
}
_ADD = {
    "jy_fxry": "INSERT INTO jy_fxry VALUES (?, ?, ?, ?, ?, ?)",
    "jd_qzgl": "INSERT INTO jd_qzgl VALUES (?, ?, ?, ?, ?, ?)",
    "sqjz_ry": "INSERT INTO sqjz_ry VALUES (?, ?, ?, ?, ?, ?)",
    "fy_xgsz": "INSERT INTO fy_xgsz VALUES (?, ?, ?, ?, ?, ?)",
    "tyjr_ywb": "INSERT INTO tyjr_ywb VALUES (?, ?, ?, ?, ?, ?)",
    "scdj_ry": "INSERT INTO scdj_ry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "czgy_ry": "INSERT INTO czgy_ry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
}
_STREAMS = {
    "jy_fxry": "sifa_custody.prison",
    "jd_qzgl": "sifa_custody.rehabilitation",
    "sqjz_ry": "sifa_custody.correction",
    "fy_xgsz": "sifa_custody.missing",
    "tyjr_ywb": "tuiyi_conscripts.conscripts",
    "scdj_ry": "scjg_business.people",
    "czgy_ry": "caizheng_payroll.people",
}


class Registers:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        self._timeline = timeline
        self._databases: dict[str, sqlite3.Connection] = {}
        """By table."""
        self.rows: dict[str, int] = dict.fromkeys(_STREAMS.values(), 0)
        for name, tables in _FILES.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            db = open_fresh(path)
            db.execute(_LOG)
            for table in tables:
                db.execute(_TABLES[table])
                self._databases[table] = db

    def write(self, book: Book) -> None:
        county = book.county.code
        for table, db in self._databases.items():
            kept = book.law.kept.get(table, [])
            db.executemany(_ADD[table], (_row(each, county, serial) for serial, each in enumerate(kept, 1)))
            self.rows[_STREAMS[table]] += len(kept)
            log_months(db, table, county, self._timeline)
            db.commit()

    def close(self) -> None:
        for db in set(self._databases.values()):
            db.close()


def _row(kept: Kept, county: str, serial: int) -> tuple[str, ...]:
    person, ended = kept.person, "" if kept.ended is None else f"{kept.ended:%Y%m%d}"
    number = f"{county}{serial:06d}"
    return (number, person.id, person.name, *kept.content, f"{kept.first:%Y%m%d}", ended, county)
