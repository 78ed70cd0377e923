"""One evaluation: the dossier, the window, the coverage, and every subject indexed at most once."""

from __future__ import annotations

from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier
from hub.detect.household import HouseholdMonths
from hub.detect.person import PersonMonths
from schema.policy.parameters import Parameters
from schema.values.months import Window


class Context:
    """Lives as long as one call of ``evaluate``."""

    __slots__ = ("coverage", "dossier", "households", "parameters", "people", "window")

    def __init__(self, dossier: Dossier, window: Window, coverage: Coverage, parameters: Parameters) -> None:
        self.dossier = dossier
        self.window = window
        self.coverage = coverage
        self.parameters = parameters
        self.people: dict[str, PersonMonths] = {}
        self.households: dict[str, HouseholdMonths] = {}

    def person(self, id: str) -> PersonMonths | None:
        found = self.people.get(id)
        if found is None:
            view = self.dossier.people.get(id)
            if view is None:
                return None
            found = self.people[id] = PersonMonths(self, view)
        return found

    def household(self, id: str) -> HouseholdMonths | None:
        found = self.households.get(id)
        if found is None:
            view = self.dossier.households.get(id)
            if view is None:
                return None
            found = self.households[id] = HouseholdMonths(self, view)
        return found

    def release(self) -> None:
        """Let go of the subjects, which point back here: memory then frees itself, with no collector in a sweep."""
        for person in self.people.values():
            person.release()
        self.people.clear()
        self.households.clear()
