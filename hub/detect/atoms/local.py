"""Local rules and standards of some months: a region's figure switches them on and off, where the person lives."""

from __future__ import annotations

from hub.detect.known import NOTHING, Known
from hub.detect.node import Node
from hub.detect.subject import Subject
from schema.policy.condition import LocalAtom


class HoldsLocally(Node):
    """Yes where any division that answers for the subject has a figure other than 0; with none on file it is no."""

    __slots__ = ("parameter",)

    def __init__(self, slot: int, atom: LocalAtom) -> None:
        super().__init__(slot)
        self.parameter = atom.local

    def compute(self, subject: Subject) -> Known:
        window, parameters = subject.frame.window, subject.frame.parameters
        yes = somewhere = 0
        for division, months in subject.places.items():
            somewhere |= months
            yes |= months & parameters.months_set(self.parameter, division, window)
        return Known(yes, somewhere & ~yes) if somewhere else NOTHING
