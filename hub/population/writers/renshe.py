"""人社: an SQLite database with the care of people injured at work, and pension premiums paid for people in need.

``AAE031`` is the last day; empty is open.
"""

from __future__ import annotations

from pathlib import Path

from hub.population.amounts import PREMIUM, yuan
from hub.population.book import Book
from hub.population.law import INJURY_CARE, Injury, Premium
from hub.population.people import Person
from hub.population.timeline import Timeline
from hub.population.writers.gongan import log_months, open_fresh

CARE, PREMIUMS = "renshe_injury.care", "renshe_premium.premiums"
_TABLES = """
CREATE TABLE gs_shhlf (AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, HLDJ TEXT, YDYE TEXT, AAE030 TEXT, AAE031 TEXT,
  AAB301 TEXT);
CREATE TABLE jmyl_dj (AAC001 TEXT, AAC002 TEXT, AAC003 TEXT, AAE001 TEXT, DJLB TEXT, DJJE TEXT, AAE036 TEXT,
  AAB301 TEXT);
CREATE TABLE jhpt_log (table_name TEXT NOT NULL, qhdm TEXT NOT NULL, sjyf TEXT NOT NULL);
"""
_ADD = {
    "gs_shhlf": "INSERT INTO gs_shhlf VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "jmyl_dj": "INSERT INTO jmyl_dj VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
}


class Renshe:
    def __init__(self, out: Path, timeline: Timeline) -> None:
        path = out / "renshe" / "renshe.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._timeline = timeline
        self._db = open_fresh(path)
        self._db.executescript(_TABLES)
        self.rows: dict[str, int] = {CARE: 0, PREMIUMS: 0}

    def write(self, book: Book) -> None:
        law = book.law
        for table, stream, rows in (
            ("gs_shhlf", CARE, [_injury(each) for each in law.injuries]),
            ("jmyl_dj", PREMIUMS, [_premium(each) for each in law.premiums]),
        ):
            self._db.executemany(_ADD[table], rows)
            self.rows[stream] += len(rows)
            log_months(self._db, table, book.county.code, self._timeline)
        self._db.commit()

    def close(self) -> None:
        self._db.close()


def _injury(injury: Injury) -> tuple[str, ...]:
    first, last = f"{injury.first:%Y%m%d}", "" if injury.last is None else f"{injury.last:%Y%m%d}"
    return (*_person(injury.person), injury.grade, yuan(INJURY_CARE[injury.grade]), first, last, injury.county)


def _premium(premium: Premium) -> tuple[str, ...]:
    day = premium.day
    return (*_person(premium.person), str(day.year), premium.kind, yuan(PREMIUM), f"{day:%Y%m%d}", premium.county)


def _person(person: Person) -> tuple[str, str, str]:
    """AAC001, 人社's own number, with AAC002 and AAC003."""
    return f"R{person.police_number}", person.id, person.name
