"""From a finding as read to its GraphQL object; of another division's evidence only source, item and months show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from strawberry import ID

from hub.auth import Viewer
from hub.chain.facts import FindingRow
from hub.gql import ids
from hub.gql.units import instant, yuan_or_none
from schema.gql import finding as gql
from schema.gql.enums import Effect, FindingState, FindingType, MissingReason, Severity, SubjectType
from schema.gql.scalars import Date, Month


class FindingMaker:
    """Makes findings for one viewer; ``departments`` maps a stream to its department.

    Without ``cites`` they are left out: they are most of the work, and a list seldom selects them.
    """

    def __init__(self, viewer: Viewer, departments: dict[str, str], *, cites: bool = True) -> None:
        self._viewer = viewer
        self._departments = departments
        self._cites = cites

    def make(self, row: FindingRow) -> gql.Finding:
        values = row.values
        period = values["period_type"]
        return gql.Finding(
            id=ids.to_global("Finding", row.id),
            rule=values["rule"],
            version=int(values["version"]),
            type=FindingType(values["type"]),
            effect=Effect(values["effect"]),
            severity=Severity(values["severity"]),
            state=FindingState(values["state"]),
            subject_type=SubjectType(values["subject_type"]),
            subject=ids.of_subject(values["subject"]),
            household=ids.of_subject(values["household"]) if row.household_visible else None,
            months=_months(values["months"]),
            period=gql.Period(type=period, label=values["period_label"]) if period else None,
            amount=yuan_or_none(values["amount"]),
            basis=values["basis"],
            sentence=gql.Sentence(zh=values["sentence_zh"], en=values["sentence_en"]),
            departments=list(values["departments"] or ()),
            items=list(values["items"] or ()),
            as_of=Date(values["as_of"]),
            first_seen=instant(values["first_seen"]),
            last_seen=instant(values["last_seen"]),
            cites=[self._citation(cite, row) for cite in _listed(values["cites"])] if self._cites else [],
            absences=[self._absence(absence) for absence in _listed(values["absences"])],
            identity_in_doubt=bool(values["identity_in_doubt"]),
            missing=[self._missing(one) for one in _listed(values["missing"])],
        )

    def _citation(self, cite: dict[str, Any], row: FindingRow) -> gql.Citation:
        known = row.cited.get(cite["fact"])
        division = cite.get("division") or (known.division if known else None)
        # a fact of unknown division is treated as another division's
        foreign = division is None or not self._viewer.sees(division)
        source = cite["stream"].partition(".")[0]
        return gql.Citation(
            foreign=foreign,
            source=source,
            stream=cite["stream"],
            department=self._departments.get(source, ""),
            item=known.item if known else None,
            months=_months(cite.get("months") or ()),
            fact=None if foreign else ID(cite["fact"]),
            division=None if foreign else division,
            run=None if foreign else cite.get("run"),
            learned_at=None if foreign else instant(cite["learned_at"]),
        )

    def _absence(self, absence: dict[str, Any]) -> gql.Absence:
        foreign = not self._viewer.sees(absence["division"])
        return gql.Absence(
            foreign=foreign,
            stream=absence["stream"],
            months=_months(absence["months"]),
            division=None if foreign else absence["division"],
            run=None if foreign else absence.get("run"),
        )

    def _missing(self, missing: dict[str, Any]) -> gql.Missing:
        division = missing["division"]
        foreign = division is not None and not self._viewer.sees(division)
        return gql.Missing(
            foreign=foreign,
            reason=MissingReason(missing["reason"]),
            topic=missing["topic"] or None,
            stream=missing["stream"],
            division=None if foreign else division,
            months=_months(missing["months"]),
        )


def _months(months: Iterable[str]) -> list[Month]:
    return [Month(month) for month in sorted(months)]


def _listed(text: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(text) if text else []
    return found
