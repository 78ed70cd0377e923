"""Sources' reports on a person's identity, where any two of them disagree."""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.dossier import IdentityReport, PersonView
from hub.detect.identity import SEXES, disagreeing, own_of
from hub.dossier.forms import lasting
from hub.dossier.validity import Times, as_date
from hub.facts.columns import asked
from hub.facts.versions import Row
from schema.person import Person

COLUMNS = asked(Person)
STREAM, DIVISION = COLUMNS.at("stream"), COLUMNS.at("division")
NAME, TOWNSHIP = COLUMNS.at("name"), COLUMNS.at("township")
_SEX, _BIRTH = COLUMNS.at("sex"), COLUMNS.at("birth")
_months = lasting(COLUMNS)


def disagreeing_reports(times: Times, records: Iterable[Row], view: PersonView) -> tuple[IdentityReport, ...]:
    """All reports on a person where any two disagree, or one and the number; else empty."""
    records = list(records)
    names, own = set(), (view.sex, None if view.birth is None else view.birth.isoformat())
    apart = False
    for record in records:
        names.add(record[NAME])
        sex, birth = record[_SEX], record[_BIRTH]
        apart = apart or (sex in SEXES and sex != own[0]) or (birth is not None and birth != own[1])
    names.discard(None)
    if not apart and len(names) < 2:
        return ()
    found = [
        IdentityReport(
            record[STREAM],
            record[DIVISION],
            _months(times, record)[1],
            record[NAME],
            record[_SEX] if record[_SEX] in SEXES else None,
            None if record[_BIRTH] is None else as_date(record[_BIRTH]),
        )
        for record in records
    ]
    return disagreeing(found, own_of(view))
