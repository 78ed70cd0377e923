"""Source of a fact, and the time at which the hub learned it."""

from __future__ import annotations

import strawberry

from schema.gql.scalars import Instant, Month


@strawberry.type(description="Which department's delivery said it, for which division, and when the hub learned it.")
class Said:
    fact: strawberry.ID = strawberry.field(description="The fact's own id, a keyed hash.")
    stream: str = strawberry.field(description="`source.stream` of the card.")
    department: str
    division: str = strawberry.field(description="County, 6 digits.")
    run: str
    learned_at: Instant


@strawberry.type(description="An unbroken run of months; without a last month it still stood when last heard of.")
class Spell:
    first: Month
    last: Month | None
