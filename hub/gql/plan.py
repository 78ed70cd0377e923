"""From a selection to a plan: statement and parameters. Only selected data is read."""

from __future__ import annotations

from strawberry.utils.str_converters import to_camel_case

from hub.chain.read import Parts
from hub.facts.columns import holdings
from hub.gql.selection import Selection
from schema.graph import FORMERLY_SEALED
from schema.guardianship import Guardianship
from schema.parentage import Parentage
from schema.payment import Payment
from schema.record import Subject
from schema.records import RECORDS

SEALED = tuple(
    to_camel_case(field)
    for name, record in RECORDS.items()
    for field in (*sorted(record.SEALED - record.NOT_SHOWN), *FORMERLY_SEALED.get(name, ()))
)
"""Selections that need sealed values."""
FACTS = (
    *(record.LIST for record in holdings(Subject.PERSON) if record is not Payment),
    Guardianship.LIST,
    Parentage.LIST,
    "chain",
)
"""Selections that need the facts of a subject; payments, the most by far, are a part of their own."""


def subject_parts(selection: Selection) -> Parts:
    """The parts of a household or a person that a selection needs."""
    return Parts(
        facts=selection.any(*FACTS),
        payments=selection.any("payments", "chain"),
        findings=selection.any("findings", "chain"),
        homes=wants_homes(selection),
        cites=selection.any("cites"),
        sealed=selection.any(*SEALED),
        history="chain.knownAt" in selection.arguments,
    )


def wants_homes(selection: Selection) -> bool:
    """Whether a finding's home is in scope is read along the graph, only where the home is asked for."""
    return selection.any("findings.household", "node.household", "nodes.household")
