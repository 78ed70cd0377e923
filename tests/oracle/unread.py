"""Shipped rules that have no second reading yet, with what a random household lacks for each."""

from __future__ import annotations

from collections.abc import Mapping

_HOMES = "the random households have no dwellings, disaster losses of houses, heating, prices or power"
_WORK = "the random households have no posts, offers, insurance periods, business or payroll of a receiver"
_HEALTH = "the random households have no invoices, identities at the insurer, services, assessments or care insurance"
_STEPS = "the random households have no outcomes of applications, monitoring records or ends of categories"
_GRAPH = "it is found between households, by a statement of the store"

UNREAD: Mapping[str, str] = {
    **dict.fromkeys(("D28", "D29", "D30", "D31", "D35", "O20", "O21", "O23", "O24", "O26", "O261", "O262"), _HOMES),
    **dict.fromkeys(("D17", "D18", "D32", "D33", "D36", "D37", "D42", "O22", "O221", "O25"), _WORK),
    **dict.fromkeys(("D08", "D25", "D26", "D27", "D40", "O08", "O09", "O16", "O18", "D34"), _HEALTH),
    **dict.fromkeys(("D21", "D41", "O27", "O28", "O29", "O30", "O32"), _STEPS),
    **dict.fromkeys(("D38", "P01", "P02", "P03", "P04"), _GRAPH),
}
