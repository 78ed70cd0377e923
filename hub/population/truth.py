"""``truth.json``: every planted duplicate, omission, warning, expected unknown and lawful overlap (semantics.md §5).

Lines are written as they are planted. A subject's key is the identity number of a person, the 低保证号 or 户号 of a
household, or, for an account that serves many (D38), the sorted list of its beneficiaries' numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Literal

import orjson

from hub.population.amounts import yuan
from hub.population.people import Home, Person
from schema.values.month import month_text

Class = Literal["finding", "unknown", "lawful"]
Subject = Person | Home | list[Person]


class Truth:
    """A context manager: the file is whole when it is left."""

    def __init__(self, path: Path, as_of: str) -> None:
        self.planted: Counter[tuple[str, Class]] = Counter()
        self._file = path.open("wb")
        self._file.write(b'{"as_of": ' + orjson.dumps(as_of) + b', "planted": [')
        self._between = b"\n"

    def __enter__(self) -> Truth:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(
        self, rule: str, subject: Subject, months: Iterable[int], amount: int | None, kind: Class, note: str
    ) -> None:
        """Months are indexes, the amount is in fen over all of them."""
        line: dict[str, object] = {
            "rule": rule,
            "subject": _subject(subject),
            "months": [month_text(month) for month in sorted(months)],
            "amount": None if amount is None else yuan(amount),
            "class": kind,
            "note": note,
        }
        if isinstance(subject, list):
            line["people"] = sorted(person.id for person in subject)
        self._file.write(self._between + orjson.dumps(line))
        self._between = b",\n"
        self.planted[rule, kind] += 1

    def finish(self, people: int, uncovered: list[dict[str, str]]) -> None:
        """``uncovered``: (stream, division, month) that no delivery answers for, on purpose."""
        self._file.write(
            b'\n], "people": ' + orjson.dumps(people) + b', "uncovered": ' + orjson.dumps(uncovered) + b"}\n"
        )


def _subject(subject: Subject) -> dict[str, object]:
    if isinstance(subject, Person):
        return {"source": "gongan_hukou", "stream": "residents", "key": subject.id}
    if isinstance(subject, Home):
        if subject.monitored is not None:
            return {"source": "nongye_push", "stream": "members", "key": subject.monitored.id}
        if not subject.dibao_number:
            return {"source": "gongan_hukou", "stream": "homes", "key": subject.number}
        return {"source": "minzheng_dibao", "stream": "families", "key": subject.dibao_number}
    return {"source": "caizheng_yikatong", "stream": "details", "key": sorted(person.id for person in subject)}
