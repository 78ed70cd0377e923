"""Closed lists of the hub's own words, one enum each, wherever they stand; codes that departments deliver stay texts.

Values are the words as they are stored, and a test compares them with those of the rooms that write them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import strawberry
from strawberry.types.enum import has_enum_definition

from schema.household import HouseholdForm as HouseholdForm
from schema.policy.rule import Effect as Effect

T = TypeVar("T", bound=type[StrEnum])


def described_enum(text: str, **meanings: str) -> Callable[[T], T]:
    """A GraphQL enum with a description of itself and of each value, by its name."""

    def decorate(cls: T) -> T:
        made = strawberry.enum(cls, description=text)
        if has_enum_definition(made):
            for value in made.__strawberry_definition__.values:
                value.description = meanings[value.name]
        return cls

    return decorate


@described_enum(
    "How much a finding weighs.",
    HIGH="Red: to be looked at first.",
    MEDIUM="Yellow.",
    LOW="Blue: for information.",
)
class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@described_enum(
    "Where a finding stands; of one that can no longer be known, `missing` says why.",
    NEW="Raised by the last scan.",
    OPEN="Raised before and still so.",
    CLEARED="What it rested on is gone: a definite no.",
    UNKNOWN="It can no longer be told, because a stream has not answered.",
    LAPSED="Its months have left the window that is judged, or its rule is in force no more.",
    CONCLUDED="A person has decided it.",
)
class FindingState(StrEnum):
    NEW = "new"
    OPEN = "open"
    CLEARED = "cleared"
    UNKNOWN = "unknown"
    LAPSED = "lapsed"
    CONCLUDED = "concluded"


@described_enum(
    "What a finding says.",
    DUPLICATE="Aid that overlaps where the rules say it must not.",
    OMISSION="Aid that somebody seems to be entitled to and does not receive.",
    WARNING="A sign that somebody may come to need aid, or that something is to be looked at.",
)
class FindingType(StrEnum):
    DUPLICATE = "duplicate"
    OMISSION = "omission"
    WARNING = "warning"


@described_enum("Whom something is about.", PERSON="A person.", HOUSEHOLD="A household.")
class SubjectType(StrEnum):
    PERSON = "person"
    HOUSEHOLD = "household"


@described_enum(
    "Why something cannot be told.",
    UNCOVERED="A stream has not answered for a division and month, or no stream answers at all.",
    DOUBT="A rejected row may be about this person.",
    DEATH_DISPUTED="There are signs of life after the registered death.",
    PARAMETER="The region has no such parameter on file.",
    PARTIAL="Something began or ended within the month, or a value is missing.",
)
class MissingReason(StrEnum):
    UNCOVERED = "uncovered"
    DOUBT = "doubt"
    DEATH_DISPUTED = "death_disputed"
    PARAMETER = "parameter"
    PARTIAL = "partial"


@described_enum(
    "Where a run stands.",
    RUNNING="It reads or writes now.",
    STAGED="A trial: read and compared, nothing written.",
    HELD="A delivery waits for a person's release.",
    APPLIED="Written to the graph.",
    FAILED="It ended without effect; `reason` says why.",
    WITHDRAWING="What it wrote is being taken back.",
    WITHDRAWN="What it wrote was taken back.",
    DISMISSED="Its held delivery was set aside.",
)
class RunState(StrEnum):
    RUNNING = "running"
    STAGED = "staged"
    HELD = "held"
    APPLIED = "applied"
    FAILED = "failed"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"


@described_enum(
    "Whether something begins, changes or ends.",
    BEGINS="A spell of months begins, or a dated fact comes into force.",
    CHANGES="The spell goes on with other values.",
    ENDS="It is no longer there, though its source has answered; or it is in force no more.",
    ONCE="It happens once.",
)
class Phase(StrEnum):
    BEGINS = "begins"
    CHANGES = "changes"
    ENDS = "ends"
    ONCE = "once"


@described_enum(
    "What a list of findings is ordered by.",
    AMOUNT="What is at stake.",
    SEVERITY="How much they weigh.",
    FIRST_SEEN="When a scan first raised them.",
    LAST_SEEN="When a scan last raised them.",
)
class FindingOrderBy(StrEnum):
    AMOUNT = "amount"
    SEVERITY = "severity"
    FIRST_SEEN = "first_seen"
    LAST_SEEN = "last_seen"


described_enum(
    "What follows where a person confirms a finding.",
    STOP="The aid stops.",
    RECOVER="What was paid is recovered.",
    HIGHER="Only the higher of the two is kept.",
    DIFFERENCE="The difference is made up.",
    GRANT="The aid is granted.",
    REVIEW="A person reviews it.",
)(Effect)
described_enum(
    "The rule by which people are counted together.",
    HUKOU="户籍户: registered together.",
    ASSISTANCE="共同生活家庭: judged together for 低保, 低保边缘 and 刚性支出.",
    FANPIN="防返贫监测户: monitored against falling back into poverty.",
    TENANCY="承租户: tenants of public housing.",
)(HouseholdForm)
